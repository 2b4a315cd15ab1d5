/** From what the person holds to the key of a door (SUK, 32 bytes). Protocol section 4. */
import { need } from "../errors.js";
import { concat, label } from "./bytes.js";
import { extract, hkdf, sha256 } from "./hkdf.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** @param {Uint8Array} lookup of the name or of the pocket card @returns {Bytes} the salt of Argon2id, 16 bytes */
export function argonSalt(lookup) {
  need(lookup.length === 16, "bad_length");
  return sha256(concat(label("WV1/argon2"), lookup)).slice(0, 16);
}

/** @param {Uint8Array} n Finalize(x), 64 bytes @param {Uint8Array} s Argon2id(n, argonSalt(lookup)), 32 bytes @returns {Bytes} */
export function sukSecret(n, s) {
  need(n.length === 64 && s.length === 32, "bad_length");
  return extract("WV1/suk", concat(n, s));
}

/** @param {Uint8Array} card @param {Uint8Array} n @param {Uint8Array} s as for a secret, under the card's lookup @returns {Bytes} */
export function sukPocket(card, n, s) {
  need(card.length === 16 && n.length === 64 && s.length === 32, "bad_length");
  return extract("WV1/suk/pocket", concat(card, n, s));
}

/** @param {Uint8Array} card @param {Uint8Array} helper one helper's part, 16 bytes @returns {Bytes} */
export function sukCardHelper(card, helper) {
  need(card.length === 16 && helper.length === 16, "bad_length");
  return hkdf(concat(card, helper), null, "WV1/suk/card-helper", 32);
}

/** What a passkey is asked to answer to. @returns {Bytes} 32 bytes */
export function prfInput() {
  return sha256(label("WV1/prf"));
}

/** @param {Uint8Array} prf a passkey's answer, 32 bytes @returns {Bytes} */
export function sukPasskey(prf) {
  need(prf.length === 32, "bad_length");
  return hkdf(prf, null, "WV1/suk/passkey", 32);
}

/** @param {Uint8Array} card @returns {Bytes} */
export function sukSafe(card) {
  need(card.length === 16, "bad_length");
  return hkdf(card, null, "WV1/suk/card", 32);
}
