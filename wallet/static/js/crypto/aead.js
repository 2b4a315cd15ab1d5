/** The AEAD of WV1: XChaCha20-Poly1305 with a fresh 24-byte nonce in front. */
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { WalletError, need } from "../errors.js";
import { concat, isZero, random, readU32, text, u32, utf8 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const NONCE = 24;
/** What sealing adds: the nonce in front and the tag behind. */
export const OVERHEAD = NONCE + 16;

/** @param {Uint8Array} key 32 bytes @param {Uint8Array} aad @param {Uint8Array} plain @returns {Bytes} nonce, ciphertext, tag */
export function seal(key, aad, plain) {
  const nonce = random(NONCE);
  return concat(nonce, xchacha20poly1305(key, nonce, aad).encrypt(plain));
}

/** @param {Uint8Array} key @param {Uint8Array} aad @param {Uint8Array} sealed @returns {Bytes}; `damaged` where anything was changed */
export function open(key, aad, sealed) {
  need(sealed.length >= OVERHEAD, "bad_length");
  try {
    return xchacha20poly1305(key, sealed.subarray(0, NONCE), aad).decrypt(sealed.subarray(NONCE));
  } catch (cause) {
    throw new WalletError("damaged", { cause });
  }
}

/** @param {Uint8Array} content @param {number} size @returns {Bytes} u32 length, content, zeros up to `size` */
export function frame(content, size) {
  need(content.length + 4 <= size, "too_large");
  const out = new Uint8Array(size);
  out.set(u32(content.length));
  out.set(content, 4);
  return out;
}

/** Undoes `frame`. @param {Bytes} framed @returns {Bytes} a view; `bad_length` where the length lies, `bad_padding` where not all behind it is zero */
export function unframe(framed) {
  const end = 4 + readU32(framed);
  need(end <= framed.length, "bad_length");
  need(isZero(framed, end), "bad_padding");
  return framed.subarray(4, end);
}

/** @param {unknown} object @returns {Bytes} */
export function jsonBytes(object) {
  return utf8(JSON.stringify(object));
}

/** @param {Uint8Array} bytes @returns {Record<string, any>} an object of format version 1; anything else is `bad_json` or `bad_version` */
export function parseJson(bytes) {
  let object;
  try {
    object = JSON.parse(text(bytes));
  } catch (cause) {
    throw new WalletError("bad_json", { cause });
  }
  need(typeof object === "object" && object !== null && !Array.isArray(object), "bad_json");
  need(object.v === 1, "bad_version");
  return object;
}
