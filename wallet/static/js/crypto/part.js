/** One of three parts of a recovery, as groups of digits and as a QR. Protocol section 11, decision 0012. */
import { need, WalletError } from "../errors.js";
import { b64, unb64 } from "./bytes.js";
import { checked, damm } from "./damm.js";
import { hkdf } from "./hkdf.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const PART = 21;
const GROUPS = 13;
const QR_PREFIX = "WV1P:";
const VERSION = "1";

/** @param {Uint8Array} part @returns {string[]} 13 groups of four digits and their check digit: "1", then the part as a 51-digit number */
export function partGroups(part) {
  need(part.length === PART, "bad_length");
  const digits = VERSION + part.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n).toString().padStart(51, "0");
  return (digits.match(/..../g) ?? []).map((group) => group + damm(group));
}

/** @param {string[]} groups 13, as typed @returns {Bytes} the part; `bad_check` where a group is wrong or the number past 168 bits */
export function parsePartGroups(groups) {
  need(groups.length === GROUPS, "bad_check");
  const digits = groups.map((group) => checked(group, 5)).join("");
  let left = BigInt(digits.slice(1));
  need(digits[0] === VERSION && left < 1n << 168n, "bad_check");
  const part = new Uint8Array(PART);
  for (let i = PART - 1; i >= 0; i--, left >>= 8n) part[i] = Number(left & 255n);
  return sound(part);
}

/** @param {Uint8Array} part @returns {string} plain text for the QR, not a URL */
export function partQr(part) {
  need(part.length === PART, "bad_length");
  return QR_PREFIX + b64(part);
}

/** @param {string} text as scanned @returns {Bytes | null} null where the text is no part at all; `bad_check` where it is a broken one */
export function parsePartQr(text) {
  if (!text.startsWith(QR_PREFIX)) return null;
  try {
    const part = unb64(text.slice(QR_PREFIX.length));
    need(part.length === PART, "bad_check");
    return sound(part);
  } catch (cause) {
    throw new WalletError("bad_check", { cause });
  }
}

/** @param {Uint8Array} part @returns {Bytes} 16 bytes: what one helper adds to a card */
export function helperKey(part) {
  need(part.length === PART, "bad_length");
  return hkdf(part.subarray(0, 17), null, "WV1/rec/helper", 16);
}

/** @param {Bytes} part */
function sound(part) {
  need(part[0] !== 0, "bad_check");
  return part;
}
