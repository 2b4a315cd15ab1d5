/** Showing papers to somebody: ticks, then terms; three taps that change the screen from the list to the code. */
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import { rowsOf } from "../ui/listing.js";
import * as screen from "../ui/screen.js";
import { titleOf } from "../ui/title.js";
import { typeAgain, typedIn } from "../ui/typed.js";
import { asTyped, endOfToday, inBrussels } from "../ui/until.js";
import { day } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { fillTerms, missing } from "./again.js";
import { canCover } from "./cover.js";

/**
 * @typedef {{id: string, name: string, kind: string | null, mime: string, added: number, group: string | null}} Paper
 * @typedef {import("./cover.js").Cover} Cover
 * @typedef {Record<string, Cover>} Covers by paper
 * @typedef {{before?: import("./again.js").Before, to?: import("./badge.js").Contact, covers?: Covers, typed?: import("../ui/typed.js").Typed}} Plan
 *   `before`: what is shown again; `to`: whose badge was scanned; `typed`: the terms, as they were left
 */

const LONGEST = 30 * 86_400;
/** What is preset. */
const SECONDS = 1800;

/** @param {{ids?: string[]} & Plan} [arg] papers that are ticked already, because the person just chose them */
async function showChoose({ ids = [], ...plan } = {}) {
  const { docs, now } = await call("snapshot");
  const ticked = new Set(ids);
  const follow = () => find(root, "next").toggleAttribute("disabled", ticked.size === 0);
  const look = (/** @type {Paper} */ one) => lookAt(one, plan.covers, Date.now() + now, () => screen.go("share-choose", { ids: [...ticked], ...plan }));
  const rows = rowsOf(docs, (/** @type {Paper} */ one) => tickRow(one, ticked, follow, look));
  const root = screen.show("screen-share-choose", { papers: rows }, { back: () => screen.go("papers") });
  toggle(root, "empty", docs.length === 0);
  toggle(root, "badge-box", docs.length > 0 && !plan.before);
  fill(root, { missing: missing(plan.before) });
  onClick(root, "badge", () => screen.go("badge", { ids: [...ticked], covers: plan.covers }));
  follow();
  find(root, "next").addEventListener("click", () => void screen.go("share-terms", { docs: docs.filter((/** @type {Paper} */ one) => ticked.has(one.id)), ...plan }));
}

/** Shows a paper as others will see it, on the terms that are preset. @param {Paper} paper @param {Covers | undefined} covers @param {number} now in milliseconds @param {() => unknown} back */
export function lookAt(paper, covers, now, back) {
  return screen.go("look", { paper, cover: covers?.[paper.id]?.picture, until: Math.floor(now / 1000) + SECONDS, back });
}

/** Pictures in the place of papers that are shown. @param {Covers | undefined} covers @param {string[]} ids @returns {Record<string, ArrayBuffer>} */
export function coversOf(covers, ids) {
  const shown = Object.entries(covers ?? {}).filter(([id]) => ids.includes(id));
  return Object.fromEntries(shown.map(([id, { picture }]) => [id, picture]));
}

/**
 * @param {Paper} paper
 * @param {Set<string>} ticked
 * @param {() => void} onchange
 * @param {(paper: Paper) => unknown} [onlook] where it can be looked at first
 */
export function tickRow(paper, ticked, onchange, onlook) {
  const row = fill(clone("part-share-tick"), { title: titleOf(paper), meta: [paper.group, day(paper.added)].filter(Boolean).join(" · ") });
  const tick = field(row, "tick");
  tick.checked = ticked.has(paper.id);
  tick.addEventListener("change", () => {
    if (tick.checked) ticked.add(paper.id);
    else ticked.delete(paper.id);
    onchange();
  });
  toggle(row, "look", onlook !== undefined);
  onClick(row, "look", () => onlook?.(paper));
  return row;
}

/** @param {{docs: Paper[]} & Plan} arg */
async function showTerms({ docs, ...plan }) {
  const { now } = await call("snapshot");
  const present = () => Math.floor((Date.now() + now) / 1000);
  const left = () => ({ ...plan, typed: typedIn(find(root, "form")) });
  const until = () => read(root, present())?.until ?? present() + SECONDS;
  const items = docs.map((one) => itemOf(one, { docs, covered: Boolean(plan.covers?.[one.id]), left, until }));
  const ids = docs.map((one) => one.id);
  const back = () => screen.go(plan.to ? "badge-papers" : "share-choose", { ids, ...left() });
  const root = screen.show("screen-share-terms", { papers: items }, { back, backKeeps: true, unsaved: () => Object.keys(plan.covers ?? {}).length > 0 });
  if (plan.before) fillTerms(root, plan.before, present());
  if (plan.typed) typeAgain(find(root, "form"), plan.typed);
  follow(root, present());
  find(root, "form").addEventListener("change", () => follow(root, present()));
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const terms = read(root, present());
    toggle(root, "trouble", terms === null);
    if (terms) void screen.attempt(() => make({ docs: ids, covers: coversOf(plan.covers, ids), ...terms }, event.submitter, { ...plan, ends: field(root, "ends").checked }));
  });
}

/**
 * One that will be shown; it can be looked at, and parts of a picture covered first.
 * @param {Paper} paper
 * @param {{docs: Paper[], covered: boolean, left: () => Plan, until: () => number}} terms `left`: the plan with what was typed so far
 */
function itemOf(paper, { docs, covered, left, until }) {
  const row = fill(clone("part-share-own"), { title: titleOf(paper), cover: word(covered ? "cover.again" : "cover.begin") });
  toggle(row, "cover", canCover(paper));
  onClick(row, "cover", () => {
    const plan = left();
    const again = (/** @type {Covers | undefined} */ covers) => screen.go("share-terms", { docs, ...plan, covers });
    const done = (/** @type {Cover} */ cover) => again({ ...plan.covers, [paper.id]: cover });
    void screen.go("cover", { paper, before: plan.covers?.[paper.id], until: until(), back: () => again(plan.covers), done });
  });
  onClick(row, "look", () => {
    const plan = left();
    void screen.go("look", { paper, cover: plan.covers?.[paper.id]?.picture, until: until(), back: () => screen.go("share-terms", { docs, ...plan }) });
  });
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
 * @returns {{until: number} & Record<string, unknown> | null} null where the times cannot be used
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
