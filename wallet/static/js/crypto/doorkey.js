/** From what the person holds to the key of a door (SUK, 32 bytes). Protocol section 4. */
import { need } from "../errors.js";
import { concat, label } from "./bytes.js";
import { extract, hkdf, sha256 } from "./hkdf.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** @typedef {"row" | "phrase" | "card"} Kind what is guessed */

/** @param {Kind} kind @param {Uint8Array} lookup of the name or of the pocket card @returns {Bytes} the salt of Argon2id, 16 bytes */
export function argonSalt(kind, lookup) {
  need(lookup.length === 16, "bad_length");
  return sha256(concat(label(`WV2/argon2/${kind}`), lookup)).slice(0, 16);
}

/** N. @param {Uint8Array[]} outputs Finalize(x) with each OPRF operator, 64 bytes each, in a fixed order @returns {Bytes} */
export function joined(outputs) {
  need(outputs.length > 0 && outputs.every((one) => one.length === 64), "bad_length");
  return concat(...outputs);
}

/** @param {Uint8Array[]} outputs @param {Uint8Array} s Argon2id(joined(outputs), argonSalt("row", lookup)), 32 bytes @returns {Bytes} */
export function sukRow(outputs, s) {
  need(s.length === 32, "bad_length");
  return extract("WV2/suk/row", concat(joined(outputs), s));
}

/** @param {Uint8Array[]} outputs @param {Uint8Array} s as for a row, with its own salt @returns {Bytes} */
export function sukPhrase(outputs, s) {
  need(s.length === 32, "bad_length");
  return extract("WV2/suk/phrase", concat(joined(outputs), s));
}

/** @param {Uint8Array} card @param {Uint8Array[]} outputs @param {Uint8Array} s as for a row, under the card's lookup @returns {Bytes} */
export function sukPocket(card, outputs, s) {
  need(card.length === 16 && s.length === 32, "bad_length");
  return extract("WV2/suk/pocket", concat(card, joined(outputs), s));
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
