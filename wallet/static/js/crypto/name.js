/** The name: two pictures that salt the secret and carry the guess budget. Never stored, never searched. Decision 0022. */
import { concat, label } from "./bytes.js";
import { sha256 } from "./hkdf.js";
import { COUNTS, different } from "./row.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** @param {number[]} pictures two different ones, in their order @returns {Bytes} */
export function nameBytes(pictures) {
  return concat(label("WV2/name"), different(pictures, COUNTS.name));
}

/** @param {Uint8Array} name @returns {Bytes} 16 bytes */
export function lookup(name) {
  return sha256(name).slice(0, 16);
}
