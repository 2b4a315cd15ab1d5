/** Somebody helps with some papers: kinds, until when and what they may; then a card to give and six digits to tell. */
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import { groups } from "../ui/kinds.js";
import * as live from "../ui/live.js";
import { qrBox } from "../ui/qrbox.js";
import * as screen from "../ui/screen.js";
import { kindName } from "../ui/title.js";
import { asTyped, endOfToday, inBrussels } from "../ui/until.js";
import { moment } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { copy } from "./share_out.js";
import { work } from "./working.js";

/** @typedef {{helper: string, kinds: string[]}} Mandate */
/** @typedef {{kind: string | null, beside?: boolean}} Paper */

const DAY = 86_400;
const YEAR = 366 * DAY;

async function showNew() {
  const { docs, now, several } = await call("snapshot");
  /** @type {Set<string>} */
  const ticked = new Set();
  const present = new Set(docs.filter((/** @type {Paper} */ one) => one.beside || several === undefined).map((/** @type {Paper} */ one) => one.kind));
  const all = groups().flatMap((group) => group.kinds);
  const rows = (/** @type {boolean} */ there) => all.filter(({ code }) => present.has(code) === there).map((one) => tickOf(one, ticked));
  const root = screen.show("screen-mandate-new", { kinds: rows(true), others: rows(false) }, { back: () => screen.go("shares") });
  toggle(root, "beside", several !== undefined);
  const seconds = () => Math.floor((Date.now() + now) / 1000);
  field(root, "day").min = asTyped(seconds()).slice(0, 10);
  field(root, "day").max = asTyped(seconds() + YEAR - DAY).slice(0, 10);
  find(root, "form").addEventListener("change", () => toggle(root, "other-field", chosen(root) === "other"));
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const until = untilOf(root, seconds());
    toggle(root, "no-kind", ticked.size === 0);
    toggle(root, "no-day", until === null);
    if (ticked.size && until !== null) void screen.attempt(() => make(root, [...ticked], until));
  });
}

/** @param {import("../ui/kinds.js").Kind} kind @param {Set<string>} ticked */
function tickOf({ code, label }, ticked) {
  const row = fill(clone("part-mandate-kind"), { label });
  const tick = field(row, "tick");
  tick.value = code;
  tick.addEventListener("change", () => (tick.checked ? ticked.add(code) : ticked.delete(code)));
  return row;
}

/** @param {HTMLElement} root */
function chosen(root) {
  return /** @type {HTMLInputElement} */ (root.querySelector("input[name=mandate-until]:checked")).value;
}

/** The last second of the chosen day, null where it cannot be used. @param {HTMLElement} root @param {number} now */
function untilOf(root, now) {
  const choice = chosen(root);
  if (choice !== "other") return endOfToday(now + Number(choice) * DAY);
  const day = inBrussels(`${field(root, "day").value}T12:00`);
  const until = day === null ? null : endOfToday(day);
  return until !== null && until > now && until <= now + YEAR ? until : null;
}

/** @param {HTMLElement} root @param {string[]} kinds @param {number} until */
async function make(root, kinds, until) {
  const said = { helper: field(root, "helper").value.trim(), shownName: field(root, "name").value.trim() };
  const wish = { ...said, kinds, until, print: field(root, "print").checked, add: field(root, "add").checked };
  const made = await work("mandate.make", wish, "mandate.working");
  await (made ? screen.go("mandate-out", { id: made.id }) : screen.go("mandate-new"));
}

/** @param {{id: string}} arg */
async function showOut({ id }) {
  const { shares } = await call("snapshot");
  const one = shares.find((/** @type {{id: string}} */ other) => other.id === id);
  if (!one?.link) return screen.go("shares");
  const { code, link } = await call("mandate.card", id);
  const values = { helper: nameOf(one.mandate), until: word("share.until", { time: moment(one.until) }), kinds: kindsOf(one.mandate), qr: await qrBox(link, word("mandate.qr"), 10), reference: one.reference, code: "" };
  const root = screen.show("screen-mandate-out", values, { back: () => screen.go("shares") });
  onClick(root, "copy", () => copy(link));
  onClick(root, "print", () => window.print());
  onClick(root, "reveal", () => reveal(root, code));
  field(root, "both").addEventListener("change", () => find(root, "code-box").classList.toggle("no-print", !field(root, "both").checked));
  onClick(root, "end", () => screen.attempt(() => end(id)));
}

/** The digits stand beside the card only when they are asked for. @param {HTMLElement} root @param {string} code */
function reveal(root, code) {
  const shown = find(root, "code-box").hidden === true;
  fill(root, { code: shown ? `${code.slice(0, 3)} ${code.slice(3)}` : "" });
  toggle(root, "code-box", shown);
  find(root, "reveal").setAttribute("aria-expanded", String(shown));
}

/** @param {string} id */
async function end(id) {
  await call("share.end", id);
  await screen.go("shares");
  live.say("mandate.ended");
}

/** @param {Mandate} one */
function nameOf({ helper }) {
  return helper || word("mandate.nobody");
}

/** @param {Mandate} one */
function kindsOf({ kinds }) {
  return kinds.map(kindName).filter(Boolean).join(", ");
}

/** @param {Mandate} one @returns {string} its line among what is shown */
export function mandateTitle(one) {
  return word("mandate.title", { name: nameOf(one), kinds: kindsOf(one) });
}

export const mandates = { "mandate-new": showNew, "mandate-out": showOut };
