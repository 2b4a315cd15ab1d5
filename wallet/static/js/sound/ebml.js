/**
 * WebM and Matroska (RFC 9559): tags, attachments, titles and dates become void elements of the same length, so that
 * every position stays right.
 */
import { big, Malformed } from "./bytes.js";

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const VOID = 0xec;
/** The segment, its information, the tracks and each track. */
const OPENED = [SEGMENT, 0x1549a966, 0x1654ae6b, 0xae];
/** Tags, attachments, chapters, title, date, file name, name of a track; checksums, and voids, which may hold what was once there. */
const BLANKED = [0x1254c367, 0x1941a469, 0x1043a770, 0x7ba9, 0x4461, 0x7384, 0x536e, 0xbf, VOID];

/**
 * @param {import("./bytes.js").Bytes} bytes a file that was cut plays as far as it goes
 * @returns {import("./bytes.js").Bytes} of the same length, or without what cannot be read behind the sound
 */
export function withoutElements(bytes) {
  const clean = bytes.slice();
  if (element(clean, 0, clean.length).id !== EBML) throw new Malformed();
  const reading = { heard: false };
  const read = walk(clean, 0, clean.length, reading);
  if (!reading.heard) throw new Malformed();
  return clean.slice(0, read);
}

/**
 * @param {Uint8Array} bytes is written into
 * @param {number} from
 * @param {number} to
 * @param {{heard: boolean}} reading whether there was sound
 * @returns {number} where reading ended: before `to` only behind sound
 */
function walk(bytes, from, to, reading) {
  for (let at = from; at < to; ) {
    const here = reading.heard && to === bytes.length ? readable(bytes, at, to) : element(bytes, at, to);
    if (!here) return at;
    const { id, body, end, known } = here;
    reading.heard ||= id === CLUSTER;
    if (BLANKED.includes(id)) blank(bytes, at, end);
    else if (OPENED.includes(id)) {
      const read = walk(bytes, body, end, reading);
      if (read < end) return read;
    }
    // A cluster whose length was not known while it was recorded: what follows it stands at its end.
    at = id === CLUSTER && !known ? body : end;
  }
  return to;
}

/** @param {Uint8Array} bytes @param {number} at @param {number} to */
function readable(bytes, at, to) {
  try {
    return element(bytes, at, to);
  } catch (problem) {
    if (problem instanceof Malformed) return null;
    throw problem;
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} to
 */
function element(bytes, at, to) {
  const idLength = width(bytes[at]);
  const sizeAt = at + idLength;
  const sizeLength = width(bytes[sizeAt]);
  const body = sizeAt + sizeLength;
  if (idLength > 4 || body > to) throw new Malformed();
  const { size, known } = sizeOf(bytes, sizeAt, sizeLength);
  if (known && body + size > to && to < bytes.length) throw new Malformed();
  return { id: big(bytes, at, idLength), body, end: known ? Math.min(body + size, to) : to, known };
}

/**
 * All ones: the length is not known.
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} length
 */
function sizeOf(bytes, at, length) {
  const first = bytes[at] & (0xff >> length);
  const rest = bytes.subarray(at + 1, at + length);
  const known = first !== 0xff >> length || rest.some((one) => one !== 0xff);
  return { size: rest.reduce((sum, one) => sum * 256 + one, first), known };
}

/**
 * @param {number | undefined} first
 * @returns {number} bytes of a number that starts so
 */
function width(first) {
  if (!first) throw new Malformed();
  return Math.clz32(first) - 23;
}

/**
 * A void element of the same length: its size is written as wide as the room allows.
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} end
 */
function blank(bytes, at, end) {
  const length = end - at;
  const sizeLength = length < 10 ? 1 : 8;
  bytes.fill(0, at, end);
  bytes[at] = VOID;
  const size = length - 1 - sizeLength;
  if (sizeLength === 1) bytes[at + 1] = 0x80 | size;
  else {
    bytes[at + 1] = 1;
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(at + 5, size);
  }
}
