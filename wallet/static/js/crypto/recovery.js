/** What two parts together give: R, and from it the name and key of a recovery, and a door with the server's half. Protocol section 11. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { need } from "../errors.js";
import { concat, label } from "./bytes.js";
import { hkdf, sha256 } from "./hkdf.js";
import { sign } from "./root.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** @param {Uint8Array} r 16 bytes @returns {Bytes} 4 bytes that stand in every part of `r` */
export function recoveryTag(r) {
  need(r.length === 16, "bad_length");
  return hkdf(r, null, "WV1/rec/tag", 4);
}

/** @param {Uint8Array} r 16 bytes @returns {Bytes} 32 bytes: what the server checks signatures with */
export function recoveryPublic(r) {
  return concat(ed25519.getPublicKey(seed(r)));
}

/** @param {Uint8Array} pub 32 bytes @returns {Bytes} 16 bytes: what the server calls a recovery */
export function recoveryId(pub) {
  need(pub.length === 32, "bad_length");
  return sha256(concat(label("WV1/rec"), pub)).slice(0, 16);
}

/** @param {string} origin ASCII @param {Uint8Array} id 16 bytes @param {Uint8Array} nonce 32 bytes @returns {Bytes} what begins or ends a wait, before it is signed */
export function recoveryMessage(origin, id, nonce) {
  need(id.length === 16 && nonce.length === 32, "bad_length");
  return concat(label("WV1/recovery"), label(origin), id, nonce);
}

/** @param {Uint8Array} r 16 bytes @param {string} origin as `location.origin` gives it @param {Uint8Array} nonce 32 bytes @returns {Bytes} 64 bytes */
export function recoverySignature(r, origin, nonce) {
  return sign(seed(r), recoveryMessage(origin, recoveryId(recoveryPublic(r)), nonce));
}

/** @param {Uint8Array} r 16 bytes @param {Uint8Array} half 16 bytes, the server's @returns {Bytes} 32 bytes */
export function sukRecovery(r, half) {
  need(r.length === 16 && half.length === 16, "bad_length");
  return hkdf(concat(r, half), null, "WV1/suk/recovery", 32);
}

/** @param {Uint8Array} r */
function seed(r) {
  need(r.length === 16, "bad_length");
  return hkdf(r, null, "WV1/rec/auth", 32);
}
