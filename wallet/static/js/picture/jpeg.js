/** JPEG: the picture alone, without the segments that tell where, when and with what it was made. */
import { big, joined, letters, Malformed } from "../sound/bytes.js";
import { exifWith, orientationIn } from "./orientation.js";

/** @typedef {import("../sound/bytes.js").Bytes} Bytes */
/** @typedef {{kind: number, body: Uint8Array}} Segment `body`: all of its bytes; a scan's are those of its picture, too */

const SCAN = 0xda;
const END = 0xd9;
const EXIF = 0xe1;
/** Of these segments only the beginning tells how to draw: length after the marker, what it begins with. */
const TRIMMED = /** @type {Record<number, [number, string]>} */ ({ 0xe0: [16, "JFIF\0"], 0xee: [14, "Adobe"] });
/** Where a JFIF segment says how large its small picture is. */
const THUMBNAIL = 16;

/**
 * @param {Bytes} bytes
 * @returns {{bytes: Bytes, whole: boolean}} `whole`: its end mark is there
 */
export function bareJpeg(bytes) {
  const all = [...segments(bytes)];
  const whole = all.some((one) => one.kind === SCAN) && all[all.length - 1].kind === END;
  return { bytes: joined([bytes.subarray(0, 2), ...all.map(bare)]), whole };
}

/** @param {Segment} segment @returns {Uint8Array} what is kept of it */
function bare({ kind, body }) {
  if (kind === EXIF) return turn(body);
  if (kind in TRIMMED) return trimmed(body, ...TRIMMED[kind]);
  const draws = (kind >= 0xc0 && kind <= 0xcf) || (kind >= END && kind <= 0xdf);
  return draws ? body : new Uint8Array(0);
}

/** @param {Uint8Array} body of a segment of EXIF or of XMP */
function turn(body) {
  const turned = letters(body, 4, 6) === "Exif\0\0" ? orientationIn(body.subarray(10)) : 1;
  if (turned === 1) return new Uint8Array(0);
  const exif = exifWith(turned);
  return joined([Uint8Array.of(0xff, EXIF, 0, exif.length + 8), Uint8Array.from("Exif\0\0", (one) => one.charCodeAt(0)), exif]);
}

/** @param {Uint8Array} body @param {number} length @param {string} beginning */
function trimmed(body, length, beginning) {
  if (letters(body, 4, beginning.length) !== beginning || body.length < length + 2) return new Uint8Array(0);
  const short = body.slice(0, length + 2);
  [short[2], short[3]] = [0, length];
  short.fill(0, THUMBNAIL);
  return short;
}

/** @param {Bytes} bytes @returns {Generator<Segment>} up to the end mark, or to where the bytes end */
function* segments(bytes) {
  for (let at = markAfter(bytes, 2); at < bytes.length; ) {
    const kind = bytes[at + 1];
    if (kind === END) return yield { kind, body: bytes.subarray(at, at + 2) };
    const next = at + 2 + lengthOf(bytes, at + 2, kind);
    const end = kind === SCAN ? markAfter(bytes, next) : next;
    yield { kind, body: bytes.subarray(at, end) };
    at = markAfter(bytes, end);
  }
}

/** @param {Bytes} bytes @param {number} at @param {number} kind */
function lengthOf(bytes, at, kind) {
  if (kind === 0x01) return 0;
  if (at + 2 > bytes.length) return bytes.length - at;
  const length = big(bytes, at, 2);
  if (length < 2) throw new Malformed();
  return length;
}

/** Restart marks and 0xff 0x00 belong to the bytes of the picture. @param {Bytes} bytes @param {number} from @returns {number} where the next segment begins, or the length */
function markAfter(bytes, from) {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const kind = bytes[at + 1] ?? 0;
    if (kind !== 0 && kind !== 0xff && (kind < 0xd0 || kind > 0xd7)) return at;
  }
  return bytes.length;
}
