/** People one trusts: chosen, given their parts one after another, tried out, and taken back. */
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { day } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { askSaid } from "./entry.js";
import { askPart, showPart } from "./part.js";
import { work } from "./working.js";

/** @typedef {{names: string[], wait: number, made: number, usable: number, together: boolean}} People */

/** The wait of which the person said that they asked for it. */
let dismissed = 0;

async function showPeople() {
  /** @type {{people: People | null, several?: number, now: number}} */
  const { people, several = 0, now } = await call("snapshot");
  const root = screen.show("screen-people", {}, { back: () => screen.go("settings") });
  toggle(root, "several", several > 0);
  toggle(root, "none", !several && !people);
  toggle(root, "chosen", !several && people !== null);
  onClick(root, "end", () => screen.attempt(end));
  if (!people) return;
  const names = people.names.map((name) => fill(clone("part-person"), { name }));
  fill(root, { names, made: word("people.made", { day: day(people.made) }), wait: word("people.wait", { n: people.wait }), usable: word("people.usable", { day: day(people.usable) }) });
  toggle(root, "together", people.together);
  toggle(root, "resting", people.together && people.usable > Math.floor((Date.now() + now) / 1000));
}

async function end() {
  if ((await ask("sheet-people-end")) !== "yes") return;
  await call("people.end");
  await showPeople();
  live.say("people.ended");
}

function showNew() {
  const root = screen.show("screen-people-new", {}, { back: showPeople });
  const typed = () => ["first", "second", "third"].map((name) => field(root, name).value.trim()).filter(Boolean);
  find(root, "form").addEventListener("input", () => toggle(root, "wait-field", typed().length === 3));
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const names = typed();
    toggle(root, "trouble", names.length === 0);
    if (names.length) void screen.attempt(() => make(names, Number(field(root, "wait").value)));
  });
}

/**
 * @param {string[]} names
 * @param {number} wait days
 */
async function make(names, wait) {
  const said = await askSaid({ back: showNew });
  const parts = await work("people.begin", { names, wait, said }, "people.working");
  if (!parts) return showNew();
  for (const part of parts) await showPart(part, showNew);
  const done = await work("people.finish", null, "people.keeping");
  await showPeople();
  if (done) live.say("people.kept");
}

/** @param {string[][]} [before] parts that were found good already */
async function showTry(before = []) {
  const part = await askPart(word(before.length ? "people.second" : "people.first"), showPeople);
  const parts = [...before, part];
  const { names, together } = await call("people.rehearse", { parts });
  const root = screen.show("screen-people-try", { whose: word("people.whose", { names: names.join(", ") }) }, { back: showPeople });
  toggle(root, "together", together);
  toggle(root, "other", parts.length === 1);
  onClick(root, "other", () => screen.attempt(() => showTry(parts)));
}

let busyDismissed = false;

/** What is said above the list where many have tried this name today. @param {{busy: boolean}} now @returns {Node[]} */
export function busyNotice({ busy }) {
  if (!busy || busyDismissed) return [];
  const notice = clone("part-busy");
  onClick(notice, "later", () => {
    busyDismissed = true;
    notice.remove();
  });
  return [notice];
}

/** What is said above the list while two who hold a part wait. @param {{waiting: number}} now @returns {Node[]} */
export function waitingNotice({ waiting }) {
  if (!waiting || waiting === dismissed) return [];
  const notice = fill(clone("part-waiting"), { when: word("people.when", { day: day(waiting) }) });
  onClick(notice, "stop", () => screen.attempt(end));
  onClick(notice, "mine", () => {
    dismissed = waiting;
    notice.remove();
  });
  return [notice];
}

export const people = { people: showPeople, "people-new": showNew, "people-try": () => showTry() };
