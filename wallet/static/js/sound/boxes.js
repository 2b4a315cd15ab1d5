/**
 * M4A, MP4 and 3GP (ISO/IEC 14496-12): boxes that tell of the making become free space of the same length, so that
 * every offset to the sound stays right. Times of making become zero.
 */
import { big, letters, Malformed } from "./bytes.js";

const HEAD = 8;
const LONG_HEAD = 16;
const OPENED = ["moov", "trak", "mdia", "minf", "moof", "traf", "edts"];
/** Names, places and covers; free space may hold what was once there. */
const BLANKED = ["udta", "meta", "uuid", "free", "skip", "wide", "cprt", "ID32", "PICT", "pnot"];
const TIMED = ["mvhd", "tkhd", "mdhd"];

/**
 * @param {import("./bytes.js").Bytes} bytes a file that was cut plays where the box that tells of its tracks is whole
 * @returns {import("./bytes.js").Bytes} of the same length, or without a box that was cut
 */
export function withoutBoxes(bytes) {
  const whole = wholeLength(bytes);
  const clean = bytes.slice(0, whole);
  if (!walk(clean, 0, whole).includes("moov")) throw new Malformed();
  return clean;
}

/** The last box may be cut: sound stays as far as it came, any other box is left out. @param {Uint8Array} bytes @returns {number} */
function wholeLength(bytes) {
  let at = 0;
  while (at + HEAD <= bytes.length) {
    const [, end] = extent(bytes, at, Infinity);
    if (end > bytes.length) return letters(bytes, at + 4) === "mdat" ? bytes.length : at;
    at = end;
  }
  return at;
}

/**
 * @param {Uint8Array} bytes is written into
 * @param {number} from
 * @param {number} to
 * @returns {string[]} what boxes there are
 */
function walk(bytes, from, to) {
  const types = [];
  for (let at = from; at + HEAD <= to; ) {
    const [head, end] = extent(bytes, at, to);
    const type = letters(bytes, at + 4);
    types.push(type);
    if (BLANKED.includes(type)) blank(bytes, at, head, end);
    else if (OPENED.includes(type)) walk(bytes, at + head, end);
    else if (TIMED.includes(type)) forgetTimes(bytes, at + head, end);
    at = end;
  }
  return types;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} to
 * @returns {[number, number]} the length of the head, and where the box ends
 */
function extent(bytes, at, to) {
  const size = big(bytes, at, 4);
  const head = size === 1 ? LONG_HEAD : HEAD;
  const length = size === 1 ? big(bytes, at + 10, 6) : size || Math.min(to, bytes.length) - at;
  const cut = letters(bytes, at + 4) === "mdat" && to === bytes.length;
  if (length < head || (at + length > to && !cut)) throw new Malformed();
  return [head, at + length];
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} head
 * @param {number} end
 */
function blank(bytes, at, head, end) {
  bytes.set(new TextEncoder().encode("free"), at + 4);
  bytes.fill(0, at + head, end);
}

/**
 * Version 0 has two times of four bytes, version 1 two of eight; they stand after version and flags.
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} end
 */
function forgetTimes(bytes, at, end) {
  const times = bytes[at] === 1 ? 16 : 8;
  if (at + 4 + times > end) throw new Malformed();
  bytes.fill(0, at + 4, at + 4 + times);
}
