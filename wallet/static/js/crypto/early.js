/** The key of a safe card that may end a lock before its time. Decision 0010. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { need } from "../errors.js";
import { concat, label } from "./bytes.js";
import { hkdf } from "./hkdf.js";
import { sign } from "./root.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** What is told when a lock begins. @param {Uint8Array} card 16 bytes @returns {Bytes} 32 bytes */
export function earlyPublic(card) {
  return concat(ed25519.getPublicKey(seed(card)));
}

/** @param {string} origin ASCII @param {Uint8Array} pub 32 bytes @param {Uint8Array} nonce 32 bytes @returns {Bytes} what ends a lock early, before it is signed */
export function earlyMessage(origin, pub, nonce) {
  need(pub.length === 32 && nonce.length === 32, "bad_length");
  return concat(label("WV1/early"), label(origin), pub, nonce);
}

/** @param {Uint8Array} card 16 bytes @param {string} origin as `location.origin` gives it @param {Uint8Array} nonce 32 bytes @returns {Bytes} 64 bytes */
export function earlySignature(card, origin, nonce) {
  return sign(seed(card), earlyMessage(origin, earlyPublic(card), nonce));
}

/** @param {Uint8Array} card */
function seed(card) {
  need(card.length === 16, "bad_length");
  return hkdf(card, null, "WV1/early", 32);
}
