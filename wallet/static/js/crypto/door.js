/** A door: an id and a box of 136 bytes with a root key inside. Protocol section 4. */
import { need } from "../errors.js";
import { open, OVERHEAD, seal } from "./aead.js";
import { concat, isZero, label } from "./bytes.js";
import { hkdf } from "./hkdf.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** What opens a door; the byte in its box. */
export const KINDS = Object.freeze({ secret: 1, pocket: 2, safe: 3, cardHelper: 4, passkey: 5, helpers: 6 });
/** Box, in bytes. */
export const BOX = 136;

const VERSION = 1;
const PLAIN = BOX - OVERHEAD;
const ROOT_AT = 16;
const ROOT_END = ROOT_AT + 32;

/** @param {Uint8Array} suk @returns {Bytes} 16 bytes */
export function doorId(suk) {
  need(suk.length === 32, "bad_length");
  return hkdf(suk, null, "WV1/door/id", 16);
}

/** @param {Uint8Array} suk @param {number} kind one of KINDS @param {Uint8Array} root 32 bytes @returns {Bytes} 136 bytes */
export function sealBox(suk, kind, root) {
  return sealBoxFor(doorId(suk), doorKey(suk), kind, root);
}

/** The same by what a catalogue knows of a door. @param {Uint8Array} id @param {Uint8Array} key its box key @param {number} kind @param {Uint8Array} root @returns {Bytes} */
export function sealBoxFor(id, key, kind, root) {
  need(isKind(kind), "bad_kind");
  need(root.length === 32, "bad_length");
  const plain = new Uint8Array(PLAIN);
  plain.set([VERSION, kind]);
  plain.set(root, ROOT_AT);
  return seal(key, boxAad(id), plain);
}

/** @param {Uint8Array} suk @param {Uint8Array} box @returns {{kind: number, root: Bytes}}; `damaged`, `bad_version`, `bad_kind` or `bad_padding` */
export function openBox(suk, box) {
  need(box.length === BOX, "bad_length");
  const plain = open(doorKey(suk), boxAad(doorId(suk)), box);
  const kind = plain[1];
  need(plain[0] === VERSION, "bad_version");
  need(isKind(kind), "bad_kind");
  need(isZero(plain.subarray(2, ROOT_AT)) && isZero(plain, ROOT_END), "bad_padding");
  return { kind, root: plain.slice(ROOT_AT, ROOT_END) };
}

/** @param {number} kind */
function isKind(kind) {
  return Object.values(KINDS).some((known) => known === kind);
}

/** @param {Uint8Array} suk @returns {Bytes} 32 bytes that open the box */
export function doorKey(suk) {
  need(suk.length === 32, "bad_length");
  return hkdf(suk, null, "WV1/door/key", 32);
}

/** @param {Uint8Array} id */
function boxAad(id) {
  return concat(label("WV1/door"), id);
}
