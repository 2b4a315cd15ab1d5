/** The signature by which a new vault agrees to stand in for another while that one is locked. Decision 0010. */
import { need } from "../errors.js";
import { concat, label } from "./bytes.js";
import { sign } from "./root.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** @param {string} origin ASCII @param {Uint8Array} locked 16 bytes @param {Uint8Array} standIn 16 bytes @param {Uint8Array} nonce 32 bytes @returns {Bytes} what is signed */
export function standInMessage(origin, locked, standIn, nonce) {
  need(locked.length === 16 && standIn.length === 16 && nonce.length === 32, "bad_length");
  return concat(label("WV1/stand-in"), label(origin), locked, standIn, nonce);
}

/** @param {Pick<import("./root.js").VaultKeys, "vaultId" | "authSecret">} keys the stand-in's @param {string} origin as `location.origin` gives it @param {Uint8Array} locked 16 bytes @param {Uint8Array} nonce 32 bytes @returns {Bytes} 64 bytes */
export function standInSignature(keys, origin, locked, nonce) {
  return sign(keys.authSecret, standInMessage(origin, locked, keys.vaultId, nonce));
}
