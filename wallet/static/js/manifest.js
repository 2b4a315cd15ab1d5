/**
 * A manifest comes from somebody else: what a page may believe of it. Its seal only says that it is what they wrote.
 * Checked by hand and not by a schema: the share page has no room for the library (decision 0023).
 *
 * @typedef {import("./opening.js").Manifest} Manifest
 * @typedef {import("./opening.js").Item} Item
 */
import { unb64 } from "./crypto/bytes.js";
import { need } from "./errors.js";

/** Papers in one share, as in keeper/shares.js, and bytes of one, as in crypto/document.js. */
const MOST = 100;
const LARGEST = 32_000_000;
const [NAME, NOTE] = [300, 2000];
/** Seconds, squared, to or from the year 9731: of one far later no page can tell the day. */
const LATEST = 6e22;
/** Characters that steer instead of being read, or that make what follows read in another direction. */
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;
const KIND = /^[\w-]{1,40}$/;

/**
 * @param {Record<string, any>} said
 * @returns {Manifest} only its own fields; raises `bad_json` for one of another type or length
 */
export function believable(said) {
  const { shown_name, note, until, print, keep, watermark, items, address } = said;
  need(!address, "not_found"); // an address that is said (keeper/spoken.js): there are no papers here
  need(typeof print === "boolean" && typeof keep === "boolean" && Number.isSafeInteger(until) && until ** 2 < LATEST, "bad_json");
  need(Array.isArray(items) && items.length > 0 && items.length <= MOST, "bad_json");
  return { v: 1, shown_name: line(shown_name), note: readable(note, NOTE), until, print, keep, watermark: line(watermark), items: items.map(paper) };
}

/** @typedef {{from: string, date: number, name: string, mime: string}} DepositSaid */

/** What somebody who put a paper into a mailbox says of it. @param {Record<string, any>} said @returns {DepositSaid} */
export function depositSaid({ from, date, name, mime }) {
  need(Number.isSafeInteger(date) && date ** 2 < LATEST && typeof mime === "string", "bad_json");
  return { from: line(from), date, name: line(name), mime: typed(mime) };
}

/** @param {string} mime */
export function typed(mime) {
  return TYPE.test(mime) ? mime : "application/octet-stream";
}

/** @param {any} said @returns {Item} */
function paper(said) {
  need(typeof said === "object" && said !== null && typeof said.mime === "string", "bad_json");
  const { grant_id, read, file_key, len, sha256, mime, name, kind } = said;
  for (const token of [grant_id, read, file_key]) need(holds(token, 16), "bad_json");
  need(holds(sha256, 32) && Number.isSafeInteger(len) && len >= 0 && len <= LARGEST, "bad_json");
  return { grant_id, read, file_key, len, sha256, mime: typed(mime), name: line(name), kind: typeof kind === "string" && KIND.test(kind) ? kind : null };
}

/** @param {unknown} chars @param {number} length */
function holds(chars, length) {
  return typeof chars === "string" && chars.length < 64 && unb64(chars).length === length;
}

/** @param {unknown} said @returns {string} one line, without what steers */
export function line(said) {
  return readable(said, NAME).replaceAll("\n", "");
}

/** @param {unknown} said @param {number} most */
function readable(said, most) {
  need(typeof said === "string", "bad_json");
  return [...said.replace(STEERING, "")].slice(0, most).join("");
}
