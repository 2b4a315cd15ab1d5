/** WebP: the chunks that draw it, and of EXIF only which way up it is shown. */
import { joined, letters, little, putLittle } from "../sound/bytes.js";
import { exifWith, orientationIn } from "./orientation.js";

/** @typedef {import("../sound/bytes.js").Bytes} Bytes */

const HEAD = 12;
const FLAGS = 8;
/** No picture ends with so many zeros. */
const FILLED = 512;
const HAS_PROFILE = 0x20;
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;
const DRAWS = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"];

/**
 * @param {Bytes} bytes
 * @returns {{bytes: Bytes, whole: boolean}} `whole`: it is as long as it says, and does not end with the zeros of a download that broke off
 */
export function bareWebp(bytes) {
  const end = 8 + little(bytes, 4, 4);
  const kept = [bytes.slice(0, HEAD)];
  let turned = 1;
  for (let at = HEAD; at + 8 <= Math.min(end, bytes.length); ) {
    const name = letters(bytes, at);
    const length = little(bytes, at + 4, 4);
    const next = at + 8 + length + (length % 2);
    if (name === "EXIF") turned = orientationIn(withoutHead(bytes.subarray(at + 8, at + 8 + length)));
    if (DRAWS.includes(name)) kept.push(bytes.slice(at, next));
    at = next;
  }
  if (turned !== 1) kept.push(chunk("EXIF", exifWith(turned)));
  flag(kept[1], turned !== 1);
  const bare = joined(kept);
  putLittle(bare, 4, bare.length - 8);
  return { bytes: bare, whole: end <= bytes.length && bytes.subarray(Math.max(0, end - FILLED), end).some(Boolean) };
}

/** Some writers put a JPEG's six letters before it. @param {Uint8Array} exif */
function withoutHead(exif) {
  return letters(exif, 0, 6) === "Exif\0\0" ? exif.subarray(6) : exif;
}

/** The first chunk of an extended file says which others there are. @param {Uint8Array | undefined} first @param {boolean} exif */
function flag(first, exif) {
  if (!first || letters(first, 0) !== "VP8X") return;
  first[FLAGS] = (first[FLAGS] & ~(HAS_PROFILE | HAS_EXIF | HAS_XMP)) | (exif ? HAS_EXIF : 0);
}

/** @param {string} name @param {Uint8Array} body of an even length */
function chunk(name, body) {
  const head = Uint8Array.from(`${name}\0\0\0\0`, (one) => one.charCodeAt(0));
  putLittle(head, 4, body.length);
  return joined([head, body]);
}
