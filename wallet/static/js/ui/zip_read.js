/** Reads one entry of a ZIP: whole, and as its sum says, or it says why not. */
import { Inflate } from "fflate";
import { need } from "../errors.js";
import { view } from "./zip_entries.js";

/** @typedef {import("./zip_entries.js").Entry} Entry */

const OWN = 0x04034b50;
const OWN_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const MOST = 32_000_000;
/** Packing makes nothing larger than by this. */
const MARGIN = 65_536;
const PIECE = 65_536;
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

/** @param {Blob} file @param {Entry} entry @returns {Promise<Uint8Array<ArrayBuffer>>} what is in it; raises `zip_locked`, `zip_packed`, `too_large` or `zip_damaged` */
export async function readEntry(file, { at, size, packed, method, locked, crc }) {
  need(!locked, "zip_locked");
  need(method === STORED || method === DEFLATED, "zip_packed");
  need(size <= MOST && packed <= MOST + MARGIN, "too_large");
  const head = await view(file, at, at + OWN_BYTES);
  need(head.byteLength === OWN_BYTES && head.getUint32(0, true) === OWN, "zip_damaged");
  const start = at + OWN_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
  const bytes = new Uint8Array(await file.slice(start, start + packed).arrayBuffer());
  const whole = method === STORED ? bytes : inflate(bytes, size);
  need(whole && whole.length === size && sum(whole) === crc, "zip_damaged");
  return whole;
}

/** @param {Uint8Array} bytes raw DEFLATE @param {number} size of what is inside @returns {Uint8Array<ArrayBuffer> | null} null where it is anything else */
function inflate(bytes, size) {
  const out = new Uint8Array(size);
  let at = 0;
  let fits = true;
  const inflating = new Inflate((piece) => {
    fits &&= at + piece.length <= size;
    if (fits) out.set(piece, at);
    at += piece.length;
  });
  try {
    for (let from = 0; fits && from < bytes.length; from += PIECE) inflating.push(bytes.subarray(from, from + PIECE), from + PIECE >= bytes.length);
  } catch (problem) {
    if (problem instanceof Error) return null;
    throw problem;
  }
  return fits && at === size ? out : null;
}

/** CRC-32. @param {Uint8Array} bytes */
function sum(bytes) {
  let crc = -1;
  for (let at = 0; at < bytes.length; at++) crc = /** @type {number} */ (TABLE[(crc ^ /** @type {number} */ (bytes[at])) & 255]) ^ (crc >>> 8);
  return ~crc >>> 0;
}
