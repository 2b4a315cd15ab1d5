/** Cards: 128 random bits as ten groups of digits and as a QR; what a pocket card asks besides. Protocol section 3, decision 0022. */
import { need, WalletError } from "../errors.js";
import { b64, concat, label, random, unb64 } from "./bytes.js";
import { checked, damm } from "./damm.js";
import { sha256 } from "./hkdf.js";
import { COUNTS, different } from "./row.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const GROUPS = 10;
const QR_PREFIX = "WV1C:";

/** @returns {Bytes} 16 random bytes */
export function newCard() {
  return random(16);
}

/** @param {Uint8Array} card @returns {string[]} ten groups of four digits and their check digit: the card as a big-endian integer, 40 digits */
export function cardGroups(card) {
  need(card.length === 16, "bad_length");
  const digits = card.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n).toString().padStart(40, "0");
  return (digits.match(/..../g) ?? []).map((group) => group + damm(group));
}

/** @param {string} typed @returns {boolean} whether one typed group of five digits is right in itself */
export function groupOk(typed) {
  try {
    checked(typed, 5);
    return true;
  } catch {
    return false;
  }
}

/** @param {string[]} groups ten, as typed @returns {Bytes} the card; `bad_check` where a group is wrong or the number past 128 bits */
export function parseGroups(groups) {
  need(groups.length === GROUPS, "bad_check");
  let left = BigInt(groups.map((group) => checked(group, 5)).join(""));
  need(left < 1n << 128n, "bad_check");
  const card = new Uint8Array(16);
  for (let i = 15; i >= 0; i--, left >>= 8n) card[i] = Number(left & 255n);
  return card;
}

/** @param {Uint8Array} card @returns {string} plain text for the QR, not a URL */
export function cardQr(card) {
  need(card.length === 16, "bad_length");
  return QR_PREFIX + b64(card);
}

/** @param {string} text as scanned @returns {Bytes | null} null where the text is no card at all; `bad_check` where it is a broken one */
export function parseQr(text) {
  if (!text.startsWith(QR_PREFIX)) return null;
  try {
    const card = unb64(text.slice(QR_PREFIX.length));
    need(card.length === 16, "bad_check");
    return card;
  } catch (cause) {
    throw new WalletError("bad_check", { cause });
  }
}

/** @param {Uint8Array} card @returns {Bytes} 16 bytes, stands for the name where a pocket card is used */
export function pocketLookup(card) {
  need(card.length === 16, "bad_length");
  return sha256(concat(label("WV2/pocket"), card)).slice(0, 16);
}

/** @param {number[]} pictures three different ones, in any order @returns {Bytes} the OPRF input */
export function threeBytes(pictures) {
  return concat(label("WV2/three"), different(pictures, COUNTS.three).sort());
}
