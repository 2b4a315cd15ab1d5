/**
 * What a catalogue holds. Bytes are base64url text, times are epoch seconds of the server's clock.
 * Whatever was taken away leaves `{id, seq, gone: day}` behind for a while, so that a merge can tell "taken away" from "not known".
 *
 * @typedef {{id: string, seq: number, gone?: number}} Entry
 * @typedef {{read: string, write: string}} Tokens
 * @typedef {Of<typeof CONTENT>} Content `renewed`: the month of the last renewal that the catalogue knows; `was`: tokens that a rotation still has to replace
 * @typedef {Entry & Of<typeof PAPER>} Paper `versions`: older contents, kept while a running share shows them
 * @typedef {Of<typeof SHARE_EVENT>} ShareEvent `door`: the one that was used
 * @typedef {Entry & Of<typeof SHARE>} Share `sent`: whose mailboxes got a key of it; `told`: what the server was told last of what a mandate shows, null where that is in doubt
 * @typedef {Of<typeof MANDATE>} Mandate a share of papers of these kinds, whichever there are; it has no `docs`
 * @typedef {Door["kind"]} DoorKind
 * @typedef {Entry & Of<typeof DOOR>} Door `set`: the people whose parts it takes; `offline`: the papers that this phone keeps for when there is no network
 * @typedef {Entry & Of<typeof RECOVERY>} Recovery whom one trusts, `rec` is what the server calls the three of them, null with fewer, `wait` in days, `key` is what one helper adds to a card
 * @typedef {Of<typeof KEPT_NOTE>} KeptNote a share that others show to this person alone
 * @typedef {Entry & Of<typeof MAILBOX>} Mailbox where others put papers: `address` is what they are given, `seen` what was kept or refused, `work` where it is the badge of somebody at work
 * @typedef {Of<typeof WORK>} Work `org` is "" until it is known that they have joined
 * @typedef {Entry & Of<typeof HAPPENING>} Happening what became of a paper that was put in; `who` has signed it
 * @typedef {Entry & Of<typeof CONTACT>} Contact somebody to whom papers are shown, with their mailbox as it was pinned at the first contact
 * @typedef {Of<typeof WHO>} Who an organisation has signed whose badge that is, until then
 * @typedef {Entry & Of<typeof LOCK>} Lock a lock that was begun, with the root of its stand-in, and for each copy in there (its id and blob are alike) the paper it was made of
 * @typedef {Entry & Of<typeof SIBLING>} Sibling a vault whose root this one holds; `leaving` is the one it replaces
 * @typedef {import("./aside.js").Aside} Aside an entry that cannot be read
 * @typedef {{v: 1, seq: number, docs: Paper[], bin: Paper[], shares: Share[], doors: Door[], mailboxes: Mailbox[], recovery: Recovery[],
 *   contacts: Contact[], events: Happening[], vaults: Sibling[], locks: Lock[], aside: Aside[]}} Catalogue
 */
/** @template {import("valibot").GenericSchema} S @typedef {import("valibot").InferOutput<S>} Of */
/** @import {CONTACT, CONTENT, DOOR, HAPPENING, KEPT_NOTE, LOCK, MAILBOX, MANDATE, PAPER, RECOVERY, SHARE, SHARE_EVENT, SIBLING, WHO, WORK} from "../schema/catalogue.js" */
import * as v from "valibot";
import { need, WalletError } from "../errors.js";
import { LIST_SAVE, plain, RENUMBERED } from "../schema/plain.js";
import { sift } from "./aside.js";

export const LISTS = /** @type {const} */ (["docs", "bin", "shares", "doors", "mailboxes", "recovery", "contacts", "events", "vaults", "locks"]);
export const DAY = 86_400;
const REMEMBERED_DAYS = 400;

/** A catalogue of nothing. @returns {Catalogue} */
export function empty() {
  return { v: 1, seq: 0, docs: [], bin: [], shares: [], doors: [], mailboxes: [], recovery: [], contacts: [], events: [], vaults: [], locks: [], aside: [] };
}

/** A copy that shares nothing; browsers of five years ago have no other way. @template T @param {T} value plain JSON @returns {T} */
export function copy(value) {
  return JSON.parse(JSON.stringify(value));
}

/** A catalogue of what can be read in `value`; the rest is set aside in it. @param {Record<string, any>} value @returns {Catalogue} @throws {WalletError} */
export function checked(value) {
  need(value["v"] === 1, "bad_version");
  value["locks"] ??= []; // lists of an earlier version have none
  need(LISTS.every((name) => Array.isArray(value[name])), "damaged");
  if (!v.is(LIST_SAVE, value["seq"])) renumber(value);
  const sifted = sift(value);
  const newer = Object.entries(value).filter(([name, field]) => name !== "__proto__" && !(name in sifted) && plain(field));
  return /** @type {Catalogue} */ (/** @type {unknown} */ ({ ...Object.fromEntries(newer), ...sifted }));
}

/** A list that counts at the end of all numbers counts on from where there is room: the next save must be readable. @param {Record<string, any>} value */
function renumber(value) {
  value["seq"] = RENUMBERED;
  for (const one of LISTS.flatMap((name) => value[name])) if (one?.seq > RENUMBERED) one.seq = RENUMBERED;
}

/** The months since year 0. @param {number} now */
export function monthOf(now) {
  const date = new Date(now * 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The entries that are still there. @template {Entry} T @param {T[]} list @returns {T[]} */
export function living(list) {
  return list.filter((one) => !one.gone);
}

/** The entry of this id. @template {Entry} T @param {T[]} list @param {string} id @returns {T} @throws {WalletError} `not_found` */
export function find(list, id) {
  const found = list.find((one) => one.id === id && !one.gone);
  if (!found) throw new WalletError("not_found");
  return found;
}

/** The paper of this id, on the list or in the bin. @param {Catalogue} catalogue @param {string} id */
export function paper(catalogue, id) {
  return find([...catalogue.docs, ...catalogue.bin], id);
}

/** Every paper that is there, the bin's too. @param {Catalogue} catalogue */
export function papersOf(catalogue) {
  return living([...catalogue.docs, ...catalogue.bin]);
}

/** Puts a trace in the place of an entry. @param {Entry[]} list @param {string} id @param {number} now */
export function takeAway(list, id, now) {
  const at = list.findIndex((one) => one.id === id);
  if (at >= 0) list[at] = { id, seq: 0, gone: Math.floor(now / DAY) };
}

/** Forgets traces that no merge can need any more. @param {Catalogue} catalogue @param {number} now */
export function forgetTraces(catalogue, now) {
  const oldest = Math.floor(now / DAY) - REMEMBERED_DAYS;
  const lists = /** @type {Record<string, Entry[]>} */ (/** @type {unknown} */ (catalogue));
  for (const name of LISTS) lists[name] = (lists[name] ?? []).filter((one) => !one.gone || one.gone > oldest);
}

/** Every content a paper holds: the present one, then those kept for a share. @param {Paper} one @returns {Content[]} */
export function contents(one) {
  return [one, ...one.versions];
}

/** Every content that a catalogue names, those of its shares alone too. @param {Catalogue} catalogue @returns {Content[]} */
export function contentsOf(catalogue) {
  return [...papersOf(catalogue).flatMap(contents), ...living(catalogue.shares).flatMap((one) => one.copies ?? [])];
}

/** Whether a share can still be opened, or will be. @param {Share} share @param {number} now */
export function running(share, now) {
  return !share.gone && share.ended === null && share.until > now;
}

/** When the last running share that shows this blob ends, 0 where none does. @param {Catalogue} catalogue @param {string} blob @param {number} now */
export function shownUntil(catalogue, blob, now) {
  return Math.max(0, ...catalogue.shares.filter((one) => running(one, now) && one.blobs.includes(blob)).map((one) => one.until));
}
