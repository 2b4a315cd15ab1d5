/** One way to give a name or a secret: tapping pictures (masked against shoulders), or typing own words. */
import { fold } from "../crypto/text.js";
import { clone, field, find, onClick, toggle } from "../ui/dom.js";
import * as live from "../ui/live.js";
import { makePad } from "../ui/pad.js";
import { possible } from "../ui/passkey.js";
import * as pictures from "../ui/pictures.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";

/** @typedef {import("../crypto/name.js").Said} Said */
/**
 * @typedef {object} Question
 * @property {"name" | "secret"} what
 * @property {"open" | "practise"} why
 * @property {() => unknown} back
 * @property {"pictures" | "words"} [by] with which to begin
 * @property {boolean} [only] without the other way
 * @property {boolean} [ways] offers the card below
 */

const COUNT = { name: 3, secret: 6 };

/**
 * Asks for a name or a secret on a screen of its own.
 * @param {Question} question
 * @returns {Promise<Said>}
 */
export async function askEntry(question) {
  await pictures.load();
  return new Promise((resolve) => new Entry(question, resolve));
}

/** Asks for both, the secret in the way in which the name was given. @param {() => unknown} back @returns {Promise<{name: Said, secret: Said}>} */
export async function askBoth(back) {
  const name = await askEntry({ what: "name", why: "open", back });
  const secret = await askEntry({ what: "secret", why: "open", by: "pics" in name ? "pictures" : "words", back });
  return { name, secret };
}

/** The screen, and what was given so far. */
class Entry {
  /** @type {number[]} */
  picked = [];
  shown = false;

  /**
   * @param {Question} question
   * @param {(said: Said) => void} resolve
   */
  constructor(question, resolve) {
    this.question = question;
    this.resolve = resolve;
    this.byPictures = question.by !== "words";
    const key = `entry.${question.why}-${question.what}`;
    const values = { title: word(key), lead: word(`${key}-lead`), label: word(`entry.${question.what}-label`), pad: makePad((index) => this.pick(index)) };
    this.root = screen.show("screen-entry", values, { back: question.back });
    this.listen();
    this.render();
  }

  listen() {
    onClick(this.root, "undo", () => this.undo());
    onClick(this.root, "show", () => this.turnShown());
    onClick(this.root, "switch", () => this.turnWay());
    onClick(this.root, "done", () => this.done());
    field(this.root, "text").addEventListener("input", () => this.render());
    field(this.root, "clear").addEventListener("change", () => (field(this.root, "text").type = field(this.root, "clear").checked ? "text" : "password"));
    find(this.root, "words").addEventListener("submit", (event) => this.submitted(event));
    toggle(this.root, "card", this.question.ways === true);
    if (this.question.ways) void possible().then((can) => toggle(this.root, "device", can));
    toggle(this.root, "switch", this.question.only !== true);
  }

  /** @param {number} index */
  pick(index) {
    if (this.picked.length >= this.count) return;
    this.picked.push(index);
    live.whisper("entry.picked", { n: this.picked.length });
    this.render();
    if (this.picked.length === this.count && this.question.what === "name") this.done();
    else if (this.picked.length === this.count) find(this.root, "done").focus();
  }

  undo() {
    this.picked.pop();
    live.whisper("entry.picked", { n: this.picked.length });
    this.render();
  }

  turnShown() {
    this.shown = !this.shown;
    this.render();
  }

  turnWay() {
    this.byPictures = !this.byPictures;
    this.render();
    if (!this.byPictures) field(this.root, "text").focus();
  }

  get count() {
    return COUNT[this.question.what];
  }

  get typed() {
    return field(this.root, "text").value;
  }

  get ready() {
    return this.byPictures ? this.picked.length === this.count : fold(this.typed) !== "";
  }

  /** @param {Event} event */
  submitted(event) {
    event.preventDefault();
    if (this.ready) this.done();
  }

  done() {
    this.resolve(this.byPictures ? { pics: [...this.picked] } : { text: this.typed });
  }

  render() {
    toggle(this.root, "pictures", this.byPictures);
    toggle(this.root, "words", !this.byPictures);
    find(this.root, "switch").textContent = word(this.byPictures ? "entry.to-words" : "entry.to-pictures");
    find(this.root, "show").setAttribute("aria-pressed", String(this.shown));
    toggle(this.root, "go", this.ready || !this.byPictures);
    find(this.root, "done").toggleAttribute("disabled", !this.ready);
    find(this.root, "undo").toggleAttribute("disabled", this.picked.length === 0);
    const marks = this.picked.map((index) => (this.shown ? shownPicture(index) : clone("part-dot")));
    const bar = find(this.root, "picked");
    bar.replaceChildren(...marks);
    bar.setAttribute("aria-label", word("entry.picked", { n: this.picked.length }));
  }
}

/** @param {number} index */
function shownPicture(index) {
  const holder = clone("part-shown");
  holder.append(pictures.draw(index, 40));
  return holder;
}
