/** A row of seven different pictures: three for the card, five for the secret, two for the name. Decision 0022. */
import { need } from "../errors.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{three: number[], secret: number[], name: number[]}} Row `three` begins `secret`: the card takes what is remembered best */

/** Pictures on the pad. */
const PAD = 256;
/** How many pictures each part of a row has. */
export const COUNTS = Object.freeze({ row: 7, secret: 5, name: 2, three: 3 });

/** @param {number[]} pictures 0 to 255 each @param {number} count @returns {Bytes} one byte a picture; `bad_length` unless they are `count` different ones */
export function different(pictures, count) {
  need(Array.isArray(pictures) && pictures.length === count && new Set(pictures).size === count, "bad_length");
  need(pictures.every((one) => Number.isInteger(one) && one >= 0 && one < PAD), "bad_length");
  return Uint8Array.from(pictures);
}

/** @param {number[]} pictures seven, in their order @returns {Row}; `bad_length` */
export function readRow(pictures) {
  different(pictures, COUNTS.row);
  return { three: pictures.slice(0, COUNTS.three), secret: pictures.slice(0, COUNTS.secret), name: pictures.slice(COUNTS.secret) };
}

/** @param {number} count @returns {number[]} so many different pictures, every choice as likely as any other */
export function drawPictures(count) {
  const drawn = /** @type {Set<number>} */ (new Set());
  while (drawn.size < count) drawn.add(crypto.getRandomValues(new Uint8Array(1))[0]);
  return [...drawn];
}
