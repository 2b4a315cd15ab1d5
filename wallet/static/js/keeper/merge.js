/**
 * Joins two catalogues that grew apart: by id, then field by field against what both started from.
 * What was taken away stays away; what only one side knows is kept; a field that both changed is ours, except that
 * no content is ever dropped: where both replaced a paper, theirs becomes a paper of its own.
 *
 * @typedef {import("./shape.js").Catalogue} Catalogue
 * @typedef {import("./shape.js").Entry} Entry
 * @typedef {import("./shape.js").Paper} Paper
 * @typedef {import("./shape.js").Content} Content
 * @typedef {import("./shape.js").Aside} Aside
 * @typedef {Record<string, any>} Fields
 */
import { LISTS } from "./shape.js";

const CONTENT = ["blob", "read", "write", "file_key", "len", "sha256", "mime", "renewed", "was"];
const PAPERS = ["docs", "bin"];

/** Whether two JSON values are equal. @param {unknown} a @param {unknown} b */
export function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * `base` is what both sides started from, null where nobody knows: then the entry with the higher `seq` wins.
 * @param {Catalogue | null} base @param {Catalogue} mine @param {Catalogue} theirs @returns {Catalogue}
 */
export function merge(base, mine, theirs) {
  const joined = mergeFields(base ? besides(base) : {}, besides(mine), besides(theirs));
  for (const name of LISTS.filter((one) => !PAPERS.includes(one))) {
    joined[name] = mergeList(/** @type {Entry[] | null} */ (base?.[name] ?? null), mine[name], theirs[name], mergeEntry);
  }
  const papers = mergeList(base && allPapers(base), allPapers(mine), allPapers(theirs), mergePaper);
  joined["docs"] = papers.filter((one) => one.binned === undefined);
  joined["bin"] = papers.filter((one) => one.binned !== undefined);
  joined["aside"] = mergeAside(mine.aside, theirs.aside);
  return /** @type {Catalogue} */ (joined);
}

/** Its number, and what a newer wallet has besides the lists. @param {Catalogue} catalogue @returns {Fields} */
function besides(catalogue) {
  return Object.fromEntries(Object.entries(catalogue).filter(([name]) => name !== "aside" && !LISTS.some((one) => one === name)));
}

/** What cannot be read stays, once. @param {Aside[]} mine @param {Aside[]} theirs @returns {Aside[]} */
export function mergeAside(mine, theirs) {
  return [...new Map([...mine, ...theirs].map((one) => [JSON.stringify(one), one])).values()];
}

/** @param {Catalogue} catalogue @returns {Paper[]} */
function allPapers(catalogue) {
  return [...catalogue.docs, ...catalogue.bin];
}

/**
 * @template {Entry} T
 * @param {T[] | null} base @param {T[]} mine @param {T[]} theirs
 * @param {(base: T | null, mine: T, theirs: T) => T[]} both
 * @returns {T[]} in our order, what only they have at the end
 */
function mergeList(base, mine, theirs, both) {
  const before = new Map((base ?? []).map((one) => [one.id, one]));
  const other = new Map(theirs.map((one) => [one.id, one]));
  const joined = new Map();
  for (const one of mine) {
    const their = other.get(one.id);
    for (const result of their ? both(before.get(one.id) ?? null, one, their) : [one]) joined.set(result.id, result);
  }
  for (const one of theirs) if (!joined.has(one.id)) joined.set(one.id, one);
  return [...joined.values()];
}

/** @template {Entry} T @param {T | null} base @param {T} mine @param {T} theirs @returns {T[]} */
function mergeEntry(base, mine, theirs) {
  if (mine.gone || theirs.gone) return [mine.gone ? mine : theirs];
  if (!base || base.gone) return [mine.seq >= theirs.seq ? mine : theirs];
  return [/** @type {T} */ (mergeFields(base, mine, theirs))];
}

/** @param {Fields} base @param {Fields} mine @param {Fields} theirs */
function mergeFields(base, mine, theirs) {
  const joined = /** @type {Fields} */ ({});
  for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const value = same(mine[name], base[name]) ? theirs[name] : mine[name];
    if (value !== undefined) joined[name] = value;
  }
  joined["seq"] = Math.max(mine["seq"], theirs["seq"]);
  return joined;
}

/** @param {Paper | null} base @param {Paper} mine @param {Paper} theirs @returns {Paper[]} */
function mergePaper(base, mine, theirs) {
  const [joined] = mergeEntry(base, mine, theirs);
  if (!base || !joined || joined.gone) return joined ? [joined] : [];
  const from = mine.blob === base.blob ? theirs : mine;
  const versions = mergeVersions(base.versions, mine.versions, theirs.versions);
  const whole = { ...(mine.blob === theirs.blob ? joined : withContent(joined, from)), versions };
  const torn = mine.blob !== base.blob && theirs.blob !== base.blob && mine.blob !== theirs.blob;
  return torn ? [whole, { ...theirs, id: theirs.blob, versions: [] }] : [whole];
}

/** Blob, tokens, key and length belong together. @param {Paper} one @param {Paper} from @returns {Paper} */
function withContent(one, from) {
  const others = Object.entries(one).filter(([name]) => !CONTENT.includes(name));
  const content = Object.entries(from).filter(([name]) => CONTENT.includes(name));
  return /** @type {Paper} */ (Object.fromEntries([...others, ...content]));
}

/** What either side added stays, what either side dropped is dropped. @param {Content[]} base @param {Content[]} mine @param {Content[]} theirs */
function mergeVersions(base, mine, theirs) {
  const has = (/** @type {Content[]} */ list, /** @type {Content} */ one) => list.some((other) => other.blob === one.blob);
  const kept = mine.filter((one) => has(theirs, one) || !has(base, one));
  return [...kept, ...theirs.filter((one) => !has(mine, one) && !has(base, one))];
}
