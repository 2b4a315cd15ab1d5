/** Showing papers to somebody: ticks, then terms; three taps that change the screen from the list to the code. */
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import { rowsOf } from "../ui/listing.js";
import * as screen from "../ui/screen.js";
import { titleOf } from "../ui/title.js";
import { asTyped, endOfToday, inBrussels } from "../ui/until.js";
import { day } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { fillTerms, missing } from "./again.js";
import { canCover } from "./cover.js";

/**
 * @typedef {{id: string, name: string, kind: string | null, mime: string, added: number, group: string | null}} Paper
 * @typedef {{before?: import("./again.js").Before, to?: import("./badge.js").Contact}} Plan `before`: what is shown again; `to`: whose badge was scanned
 */

const LONGEST = 30 * 86_400;

/** @param {{ids?: string[]} & Plan} [arg] papers that are ticked already, because the person just chose them */
async function showChoose({ ids = [], ...plan } = {}) {
  const { docs } = await call("snapshot");
  const ticked = new Set(ids);
  const rows = rowsOf(docs, (/** @type {Paper} */ one) => tickRow(one, ticked, () => find(root, "next").toggleAttribute("disabled", ticked.size === 0)));
  const root = screen.show("screen-share-choose", { papers: rows }, { back: () => screen.go("papers") });
  toggle(root, "empty", docs.length === 0);
  toggle(root, "badge-box", docs.length > 0 && !plan.before);
  fill(root, { missing: missing(plan.before) });
  onClick(root, "badge", () => screen.go("badge", { ids: [...ticked] }));
  find(root, "next").toggleAttribute("disabled", ticked.size === 0);
  find(root, "next").addEventListener("click", () => void screen.go("share-terms", { docs: docs.filter((/** @type {Paper} */ one) => ticked.has(one.id)), ...plan }));
}

/**
 * @param {Paper} paper
 * @param {Set<string>} ticked
 * @param {() => void} onchange
 */
export function tickRow(paper, ticked, onchange) {
  const row = fill(clone("part-share-tick"), { title: titleOf(paper), meta: [paper.group, day(paper.added)].filter(Boolean).join(" · ") });
  const tick = field(row, "tick");
  tick.checked = ticked.has(paper.id);
  tick.addEventListener("change", () => {
    if (tick.checked) ticked.add(paper.id);
    else ticked.delete(paper.id);
    onchange();
  });
  return row;
}

/** @param {{docs: Paper[], covers?: Record<string, ArrayBuffer>} & Plan} arg `covers`: pictures that are shown in the place of papers */
async function showTerms({ docs, covers = {}, ...plan }) {
  const { now } = await call("snapshot");
  const present = () => Math.floor((Date.now() + now) / 1000);
  const items = docs.map((one) => itemOf(one, { docs, covers, until: present() + 1800, plan }));
  const ids = docs.map((one) => one.id);
  const back = () => (plan.to ? screen.go("badge-papers", { to: plan.to, ids }) : screen.go("share-choose", { ids, ...plan }));
  const root = screen.show("screen-share-terms", { papers: items }, { back, unsaved: () => Object.keys(covers).length > 0 });
  if (plan.before) fillTerms(root, plan.before, present());
  follow(root, present());
  find(root, "form").addEventListener("change", () => follow(root, present()));
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const terms = read(root, present());
    toggle(root, "trouble", terms === null);
    if (terms) void screen.attempt(() => make({ docs: ids, covers, ...terms }, event.submitter, { ...plan, ends: field(root, "ends").checked }));
  });
}

/**
 * One that will be shown; parts of a picture can be covered first.
 * @param {Paper} paper
 * @param {{docs: Paper[], covers: Record<string, ArrayBuffer>, until: number, plan: Plan}} terms
 */
function itemOf(paper, { docs, covers, until, plan }) {
  const again = (/** @type {Record<string, ArrayBuffer>} */ now) => screen.go("share-terms", { docs, covers: now, ...plan });
  const row = fill(clone("part-share-own"), { title: titleOf(paper), cover: word(covers[paper.id] ? "cover.again" : "cover.begin") });
  toggle(row, "cover", canCover(paper));
  const done = (/** @type {ArrayBuffer} */ picture) => again({ ...covers, [paper.id]: picture });
  onClick(row, "cover", () => void screen.go("cover", { paper, until, back: () => again(covers), done }));
  return row;
}

/**
 * Shows the fields that a choice asks for; keeping includes printing.
 * @param {HTMLElement} root
 * @param {number} now
 */
function follow(root, now) {
  const other = chosenUntil(root) === "other";
  toggle(root, "other-field", other);
  toggle(root, "from-field", field(root, "later").checked);
  for (const name of ["until", "from"]) if (!field(root, name).value) field(root, name).value = asTyped(now + 3600);
  if (field(root, "keep").checked) field(root, "print").checked = true;
}

/** @param {HTMLElement} root */
function chosenUntil(root) {
  return /** @type {HTMLInputElement} */ (root.querySelector("input[name=until]:checked")).value;
}

/**
 * @param {HTMLElement} root
 * @param {number} now
 * @returns {object | null} null where the times cannot be used
 */
function read(root, now) {
  const from = field(root, "later").checked ? inBrussels(field(root, "from").value) : null;
  const begin = from ?? now;
  const until = untilOf(chosenUntil(root), begin, inBrussels(field(root, "until").value));
  if (until === null || until <= Math.max(begin, now) || until > now + LONGEST) return null;
  const opens = Math.min(100, Math.max(1, Math.floor(Number(field(root, "opens").value)) || 5));
  const said = { shownName: field(root, "name").value.trim(), note: field(root, "note").value.trim() };
  return { from, until, opens, ...said, print: field(root, "print").checked, keep: field(root, "keep").checked };
}

/**
 * @param {string} choice
 * @param {number} begin
 * @param {number | null} typed
 */
function untilOf(choice, begin, typed) {
  if (choice === "today") return endOfToday(begin);
  return choice === "other" ? typed : begin + Number(choice);
}

/**
 * @param {object} wish
 * @param {HTMLElement | null} button kept from being tapped twice
 * @param {Plan & {ends: boolean}} plan `ends`: what was shown before ends, once the new one is there
 */
async function make(wish, button, { before, to, ends }) {
  button?.setAttribute("disabled", "");
  try {
    const { id } = await call("share.make", wish);
    try {
      if (before && ends) await call("share.end", before.id);
    } finally {
      await (to ? screen.go("badge-deliver", { share: id, to }) : screen.go("share-out", { id }));
    }
  } finally {
    button?.removeAttribute("disabled");
  }
}

export const share = { "share-choose": showChoose, "share-terms": showTerms };
