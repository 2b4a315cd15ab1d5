/** HKDF-SHA-256 (RFC 5869), SHA-256 and HMAC, as every derivation of WV1 uses them. Labels are given as text, in full. */
import { expand, extract as nobleExtract } from "@noble/hashes/hkdf.js";
import { hmac as nobleHmac } from "@noble/hashes/hmac.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/**
 * @param {Uint8Array} ikm
 * @param {Uint8Array | null} salt null for the empty salt
 * @param {string} info ASCII label, without a closing 0x00
 * @param {number} length in bytes
 * @returns {Bytes}
 */
export function hkdf(ikm, salt, info, length) {
  return expand(nobleSha256, extract(salt, ikm), utf8(info), length);
}

/** HKDF-Extract: salt first, then input. @param {Uint8Array | string | null} salt a label may be given as text @param {Uint8Array} ikm @returns {Bytes} 32 bytes */
export function extract(salt, ikm) {
  const key = typeof salt === "string" ? utf8(salt) : (salt ?? undefined);
  return nobleExtract(nobleSha256, ikm, key);
}

/** @param {Uint8Array} bytes @returns {Bytes} */
export function sha256(bytes) {
  return nobleSha256(bytes);
}

/** @param {Uint8Array} key @param {Uint8Array} message @returns {Bytes} HMAC-SHA-256, 32 bytes */
export function hmac(key, message) {
  return nobleHmac(nobleSha256, key, message);
}
