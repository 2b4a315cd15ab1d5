/** Bytes, numbers and text. Whatever is not canonical is refused. */
import { need } from "../errors.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const encoder = new TextEncoder();
const URL_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const STANDARD_ALPHABET = URL_ALPHABET.replace("-_", "+/");
const URL_VALUES = values(URL_ALPHABET);
const STANDARD_VALUES = values(STANDARD_ALPHABET);

/** @param {string} alphabet */
function values(alphabet) {
  const table = new Int16Array(128).fill(-1);
  for (let i = 0; i < 64; i++) table[alphabet.charCodeAt(i)] = i;
  return table;
}

/** @param {...Uint8Array} parts @returns {Bytes} */
export function concat(...parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Compares without stopping at the first difference. @param {Uint8Array} a @param {Uint8Array} b */
export function equal(a, b) {
  if (a.length !== b.length) return false;
  let differ = 0;
  for (let i = 0; i < a.length; i++) differ |= a[i] ^ b[i];
  return differ === 0;
}

/** @param {Uint8Array} bytes @param {number} [from] @returns {boolean} whether all bytes from `from` on are zero */
export function isZero(bytes, from = 0) {
  let any = 0;
  for (let i = from; i < bytes.length; i++) any |= bytes[i];
  return any === 0;
}

/** @param {number} n 0 to 2^32 - 1 @returns {Bytes} four bytes, big-endian */
export function u32(n) {
  need(Number.isInteger(n) && n >= 0 && n < 2 ** 32, "bad_length");
  return new Uint8Array([n >>> 24, n >>> 16, n >>> 8, n]);
}

/** @param {number} n 0 to 2^53 - 1 @returns {Bytes} eight bytes, big-endian */
export function u64(n) {
  need(Number.isSafeInteger(n) && n >= 0, "bad_length");
  return concat(u32(Math.floor(n / 2 ** 32)), u32(n % 2 ** 32));
}

/** @param {Uint8Array} bytes @param {number} [offset] */
export function readU32(bytes, offset = 0) {
  need(offset >= 0 && offset + 4 <= bytes.length, "bad_length");
  return new DataView(bytes.buffer, bytes.byteOffset + offset, 4).getUint32(0);
}

/** @param {string} text @returns {Bytes} */
export function utf8(text) {
  return encoder.encode(text);
}

/** @param {Uint8Array} bytes @returns {string}; malformed UTF-8 is refused, a byte order mark is kept */
export function text(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    need(false, "bad_encoding");
    return "";
  }
}

/** @param {string} name printable ASCII @returns {Bytes} the name and the 0x00 that ends it */
export function label(name) {
  need(/^[\x20-\x7e]+$/.test(name), "bad_encoding");
  return encoder.encode(name + "\0");
}

/** @param {number} n @returns {Bytes} from the system's random source */
export function random(n) {
  return crypto.getRandomValues(new Uint8Array(n));
}

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} digits lower-case hexadecimal @returns {Bytes} */
export function unhex(digits) {
  need(/^([0-9a-f]{2})*$/.test(digits), "bad_encoding");
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @param {Uint8Array} bytes @returns {string} base64url without padding */
export function b64(bytes) {
  let out = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const chars = Math.min(4, bytes.length - i + 1);
    for (let k = 0; k < chars; k++) out += URL_ALPHABET[(word >> (18 - 6 * k)) & 63];
  }
  return out;
}

/** @param {string} chars base64url without padding, canonical @returns {Bytes} */
export function unb64(chars) {
  return decode(chars, URL_VALUES);
}

/** @param {string} chars base64 of RFC 4648 section 4 without padding, canonical, as age writes it @returns {Bytes} */
export function unb64Standard(chars) {
  return decode(chars, STANDARD_VALUES);
}

/** @param {string} chars @param {Int16Array} table @returns {Bytes} */
function decode(chars, table) {
  need(typeof chars === "string" && chars.length % 4 !== 1, "bad_encoding");
  const out = new Uint8Array(Math.floor((chars.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < chars.length; i++) {
    const value = table[chars.charCodeAt(i)] ?? -1;
    need(value >= 0, "bad_encoding");
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[at++] = word >> bits;
  }
  need((word & ((1 << bits) - 1)) === 0, "bad_encoding");
  return out;
}
