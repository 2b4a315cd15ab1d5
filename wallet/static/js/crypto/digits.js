/** Twelve digits for saying or typing: 4 locator, 7 secret, 1 check digit. Protocol section 8. */
import { need } from "../errors.js";
import { concat, label, utf8 } from "./bytes.js";
import { randomDigits } from "./card.js";
import { damm } from "./damm.js";
import { extract, sha256 } from "./hkdf.js";
import { linkKeys } from "./share.js";
import { asciiDigits } from "./text.js";

export { damm };
/** @typedef {import("./bytes.js").Bytes} Bytes */

/** @returns {string} seven random digits */
export function newDigits() {
  return randomDigits(7);
}

/** @param {string} locator four digits from the server @param {string} secret seven @returns {string} three groups of four */
export function formatDigits(locator, secret) {
  need(/^[0-9]{4}$/.test(locator) && /^[0-9]{7}$/.test(secret), "bad_check");
  const all = locator + secret + damm(locator + secret);
  return `${all.slice(0, 4)} ${all.slice(4, 8)} ${all.slice(8)}`;
}

/** @param {string} typed with any spaces, dots and hyphens, in any digits that are read alike @returns {{locator: string, secret: string}}; `bad_check` where the check digit is wrong */
export function parseDigits(typed) {
  const digits = asciiDigits(typed).replace(/[\s\-.]/g, "");
  need(/^[0-9]{12}$/.test(digits) && damm(digits) === "0", "bad_check");
  return { locator: digits.slice(0, 4), secret: digits.slice(4, 11) };
}

/** @param {string} secret seven digits @returns {Bytes} the OPRF input */
export function digitsInput(secret) {
  need(/^[0-9]{7}$/.test(secret), "bad_check");
  return concat(label("WV1/digits"), utf8(secret));
}

/** @param {Uint8Array} doorId @returns {Bytes} the salt of Argon2id, 16 bytes */
export function digitsSalt(doorId) {
  need(doorId.length === 16, "bad_length");
  return sha256(concat(label("WV1/argon2-digits"), doorId)).slice(0, 16);
}

/** @param {Uint8Array} doorId @param {Uint8Array} n Finalize, 64 bytes @param {Uint8Array} a Argon2id(n, digitsSalt(doorId)), 32 bytes @returns {{K: Bytes, open: Bytes}} */
export function digitsKeys(doorId, n, a) {
  need(n.length === 64 && a.length === 32, "bad_length");
  return linkKeys(extract("WV1/digits", concat(n, a)), doorId);
}
