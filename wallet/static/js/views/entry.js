/** One way to give a secret: tapping pictures (masked against shoulders), or typing own words. */
import { COUNTS } from "../crypto/row.js";
import { fold } from "../crypto/text.js";
import { clone, field, find, onClick, toggle } from "../ui/dom.js";
import * as live from "../ui/live.js";
import { makePad } from "../ui/pad.js";
import { possible } from "../ui/passkey.js";
import * as pictures from "../ui/pictures.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";

/** @typedef {import("../keeper/guess.js").Said} Said */
/** @typedef {import("../keeper/guess.js").Chosen} Chosen */
/** @typedef {{pics: number[]} | {text: string}} Given */
/** @typedef {keyof typeof ASKED} Step */
/**
 * @typedef {object} Question
 * @property {Step} step
 * @property {() => unknown} back
 * @property {boolean} [either] with the other way: words instead of a row
 * @property {boolean} [ways] offers the card below
 */

/** What each step asks for: a whole row, the two pictures that go with words, the three of a card, or words. */
const ASKED = Object.freeze({ "open-row": "row", "open-name": "name", "open-three": "three", "practise-row": "row", "practise-name": "name", "practise-three": "three", "practise-words": "words" });

/** @param {Question} question @returns {Promise<Given>} what was given on a screen of its own */
async function ask(question) {
  await pictures.load();
  screen.fetchAhead();
  return new Promise((resolve) => new Entry(question, resolve));
}

/** @param {Question} question for pictures @returns {Promise<number[]>} different pictures, in the order in which they were tapped */
export async function askPictures(question) {
  const given = await ask(question);
  return "pics" in given ? given.pics : [];
}

/** @param {() => unknown} back @returns {Promise<string>} */
export async function askWords(back) {
  const given = await ask({ step: "practise-words", back });
  return "text" in given ? given.text : "";
}

/** Asks for a secret, in either way. @param {{back: () => unknown, ways?: boolean}} where @returns {Promise<Said>} */
export async function askSaid({ back, ways }) {
  const given = await ask({ step: "open-row", either: true, back, ways });
  if ("pics" in given) return { row: given.pics };
  return { phrase: given.text, name: await askPictures({ step: "open-name", back }) };
}

/** Asks for the present secret where its three pictures are needed for a card. @param {() => unknown} back @returns {Promise<Chosen>} */
export async function askChosen(back) {
  const said = await askSaid({ back });
  return "row" in said ? said : { ...said, three: await askPictures({ step: "open-three", back }) };
}

/** The screen, and what was given so far. */
class Entry {
  /** @type {number[]} */
  picked = [];
  shown = false;

  /**
   * @param {Question} question
   * @param {(given: Given) => void} resolve
   */
  constructor(question, resolve) {
    this.question = question;
    this.resolve = resolve;
    this.byPictures = ASKED[question.step] !== "words";
    const values = { title: word(`entry.${question.step}`), lead: word(`entry.${question.step}-lead`), pad: makePad((index) => this.pick(index)) };
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
    toggle(this.root, "switch", this.question.either === true);
  }

  /** @param {number} index */
  pick(index) {
    // No picture stands twice in a row: a second tap is a finger that slipped.
    if (this.picked.length >= this.count || this.picked.includes(index)) return;
    this.picked.push(index);
    live.whisper("entry.picked", { n: this.picked.length });
    this.render();
    if (this.picked.length === this.count && ASKED[this.question.step] === "name") this.done();
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
    const asked = ASKED[this.question.step];
    return asked === "words" ? 0 : COUNTS[asked];
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
