/** The name: salts the secret and carries the guess budget. Never stored, never searched. Protocol section 3. */
import { need } from "../errors.js";
import { concat, label, utf8 } from "./bytes.js";
import { sha256 } from "./hkdf.js";
import { normalise } from "./text.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{pics: number[]} | {text: string}} Said pictures (each 0 to 255) or words, never both */

/** @param {Said} said three pictures, or words @returns {Bytes} */
export function nameBytes(said) {
  if ("pics" in said) return concat(label("WV1/name-pics"), pictures(said.pics, 3));
  return concat(label("WV1/name-text"), utf8(normalise(said.text)));
}

/** @param {Uint8Array} name @returns {Bytes} 16 bytes */
export function lookup(name) {
  return sha256(name).slice(0, 16);
}

/** @param {number[]} pics @param {number} count @returns {Bytes} one byte for each picture */
export function pictures(pics, count) {
  need(Array.isArray(pics) && pics.length === count, "bad_length");
  need(pics.every((pic) => Number.isInteger(pic) && pic >= 0 && pic < 256), "bad_length");
  return Uint8Array.from(pics);
}
