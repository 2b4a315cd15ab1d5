/** Twelve digits for saying or typing: 4 locator, 7 secret, 1 check digit. Protocol section 8. */
import { need } from "../errors.js";
import { concat, label, u64, utf8 } from "./bytes.js";
import { checked, damm, onlyDigits, randomDigits } from "./damm.js";
import { extract, sha256 } from "./hkdf.js";
import { doorKeys } from "./share.js";

export { damm };
/** @typedef {import("./bytes.js").Bytes} Bytes */

/** @returns {string} seven random digits */
export function newDigits() {
  return randomDigits(7);
}

/** @param {string} locator four digits from the server @param {string} secret seven @returns {string} three groups of four */
export function formatDigits(locator, secret) {
  const eleven = onlyDigits(locator, 4) + onlyDigits(secret, 7);
  const all = eleven + damm(eleven);
  return `${all.slice(0, 4)} ${all.slice(4, 8)} ${all.slice(8)}`;
}

/** @param {string} typed @returns {{locator: string, secret: string}}; `bad_check` where the check digit is wrong */
export function parseDigits(typed) {
  const eleven = checked(typed, 12);
  return { locator: eleven.slice(0, 4), secret: eleven.slice(4) };
}

/** @param {string} secret seven digits @returns {Bytes} the OPRF input */
export function digitsInput(secret) {
  return concat(label("WV2/digits"), utf8(onlyDigits(secret, 7)));
}

/**
 * No table is worth anything outside these digits: the share's id is drawn by whoever shows.
 * @typedef {{shareId: Uint8Array, doorId: Uint8Array, start: number}} DigitsOf 16 bytes each, and the second of the server's clock in which they were made
 */

/** @param {DigitsOf} of @returns {Bytes} the salt of Argon2id, 16 bytes */
export function digitsSalt({ shareId, doorId, start }) {
  need(shareId.length === 16 && doorId.length === 16, "bad_length");
  return sha256(concat(label("WV2/argon2/digits"), shareId, doorId, u64(start))).slice(0, 16);
}

/** @param {Uint8Array} doorId @param {Uint8Array} n Finalize, 64 bytes @param {Uint8Array} a Argon2id(n, digitsSalt(…)), 32 bytes @returns {{K: Bytes, open: Bytes}} */
export function digitsKeys(doorId, n, a) {
  need(n.length === 64 && a.length === 32, "bad_length");
  return doorKeys(extract("WV2/digits", concat(n, a)), doorId);
}
