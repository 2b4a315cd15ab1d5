/** One of three parts of a recovery: split and joined, as groups of digits and as a QR. Protocol section 11, decision 0012. */
import { combine, split } from "shamir-secret-sharing";
import { need, WalletError } from "../errors.js";
import { b64, concat, unb64 } from "./bytes.js";
import { checked, damm } from "./damm.js";
import { hkdf } from "./hkdf.js";
import { recoveryTag } from "./recovery.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const PART = 21;
const GROUPS = 13;
const QR_PREFIX = "WV1P:";
const VERSION = "1";

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
