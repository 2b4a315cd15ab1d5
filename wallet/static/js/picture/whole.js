/** Whether all of a picture is there: a download that broke off, a card that was pulled out too early. */
import { big, letters, little, Malformed, starts } from "../sound/bytes.js";
import { barePicture } from "./bare.js";

/** @typedef {import("../sound/bytes.js").Bytes} Bytes */

const BOX = /^[a-z0-9]{4}$/;

/** @param {Bytes} bytes @returns {boolean} true, too, for forms whose end cannot be told */
export function isWhole(bytes) {
  try {
    return barePicture(bytes)?.whole ?? otherIsWhole(bytes);
  } catch (problem) {
    if (problem instanceof Malformed) return false;
    throw problem;
  }
}

/** @param {Bytes} bytes */
function otherIsWhole(bytes) {
  if (starts(bytes, 0, "GIF8")) return gifEnds(bytes);
  if (starts(bytes, 4, "ftyp")) return boxesEnd(bytes);
  return !starts(bytes, 0, "BM") || little(bytes, 2, 4) <= bytes.length;
}

/**
 * Boxes of HEIC and AVIF: the last one ends with the file, and the one that describes the picture is there. What is no
 * box is for the decoder to judge.
 * @param {Bytes} bytes
 */
function boxesEnd(bytes) {
  let described = false;
  let at = 0;
  while (at < bytes.length) {
    if (!BOX.test(letters(bytes, at + 4))) return true;
    const short = big(bytes, at, 4);
    const length = short === 1 ? big(bytes, at + 10, 6) : short || bytes.length - at;
    if (length < 8) throw new Malformed();
    described ||= ["meta", "moov"].includes(letters(bytes, at + 4));
    at += length;
  }
  return described && at === bytes.length;
}

/** @param {Bytes} bytes */
function gifEnds(bytes) {
  let at = 13 + tableAt(bytes, 10);
  while (bytes[at] === 0x21 || bytes[at] === 0x2c) {
    at = afterBlocks(bytes, bytes[at] === 0x21 ? at + 2 : at + 11 + tableAt(bytes, at + 9));
  }
  return bytes[at] === 0x3b;
}

/** @param {Bytes} bytes @param {number} at its flags @returns {number} the length of a table of colours */
function tableAt(bytes, at) {
  return bytes[at] & 0x80 ? 3 * 2 ** ((bytes[at] & 7) + 1) : 0;
}

/** @param {Bytes} bytes @param {number} at */
function afterBlocks(bytes, at) {
  while (bytes[at]) at += bytes[at] + 1;
  return at + 1;
}
