/** A helper's card: S in its link, and six digits that the helper is told apart. Both are needed. Protocol section 10, decision 0019. */
import { need } from "../errors.js";
import { b64, concat, label, utf8 } from "./bytes.js";
import { onlyDigits } from "./damm.js";
import { extract, hkdf, sha256 } from "./hkdf.js";
import { doorKeys } from "./share.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** @param {string} code six digits, as typed @returns {Bytes} the OPRF input */
export function mandateInput(code) {
  return concat(label("WV2/mandate"), utf8(onlyDigits(code, 6)));
}

/** @param {Uint8Array} doorId @returns {Bytes} the salt of Argon2id, 16 bytes */
export function mandateSalt(doorId) {
  need(doorId.length === 16, "bad_length");
  return sha256(concat(label("WV2/argon2/mandate"), doorId)).slice(0, 16);
}

/** @param {Uint8Array} s of the card, 16 bytes @param {Uint8Array} doorId @param {Uint8Array} n Finalize, 64 bytes @param {Uint8Array} a Argon2id(n, mandateSalt(doorId)), 32 bytes @returns {{K: Bytes, open: Bytes}} */
export function mandateKeys(s, doorId, n, a) {
  need(s.length === 16 && n.length === 64 && a.length === 32, "bad_length");
  return doorKeys(extract("WV2/mandate", concat(s, n, a)), doorId);
}

/** @param {string} origin @param {Uint8Array} doorId @param {Uint8Array} s */
export function mandateUrl(origin, doorId, s) {
  need(doorId.length === 16 && s.length === 16, "bad_length");
  return `${origin}/m#${b64(concat(doorId, s))}`;
}

/** What gives one paper: the same at every try. @param {Uint8Array} owner the mandate's owner token @param {Uint8Array} m its key, 32 bytes @param {Uint8Array} blob the paper's blob id @returns {{id: Bytes, read: Bytes}} 16 bytes each */
export function mandateGrant(owner, m, blob) {
  need(owner.length === 16 && m.length === 32 && blob.length === 16, "bad_length");
  return { id: hkdf(owner, blob, "WV1/mandate/grant", 16), read: hkdf(m, blob, "WV1/mandate/read", 16) };
}
