/** The three parts of a recovery: split, and joined again two by two. Apart from part.js, which pages load too. */
import { combine, split } from "shamir-secret-sharing";
import { need } from "../errors.js";
import { b64, concat } from "./bytes.js";
import { recoveryTag } from "./recovery.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const PART = 21;

/** @param {Bytes} r 16 bytes @returns {Promise<Bytes[]>} three parts, any two of which give `r` again: index(1) ‖ share(16) ‖ tag(4) */
export async function splitParts(r) {
  need(r.length === 16, "bad_length");
  const shares = await split(r, 3, 2);
  return shares.map((share) => concat(share.slice(16), share.slice(0, 16), recoveryTag(r)));
}

/** @param {Uint8Array} one @param {Uint8Array} other @returns {Promise<Bytes>} R; `bad_pair` where they do not belong together or are the same */
export async function combineParts(one, other) {
  need(one.length === PART && other.length === PART, "bad_length");
  need(one[0] !== other[0] && tagOf(one) === tagOf(other), "bad_pair");
  const r = concat(await combine([one, other].map((part) => new Uint8Array([...part.subarray(1, 17), part[0] ?? 0]))));
  need(b64(recoveryTag(r)) === tagOf(one), "bad_pair");
  return r;
}

/** @param {Uint8Array} part */
function tagOf(part) {
  return b64(part.slice(17));
}
