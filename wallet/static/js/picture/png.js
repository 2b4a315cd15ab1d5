/** PNG: the chunks that draw it; texts, times, EXIF and what was hung on behind the end are left out. */
import { big, joined, letters } from "../sound/bytes.js";

/** @typedef {import("../sound/bytes.js").Bytes} Bytes */

const HEAD = 8;
/** Length, name and check sum of a chunk. */
const AROUND = 12;
const DRAWS = ["IHDR", "PLTE", "IDAT", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "cICP", "IEND"];

/**
 * @param {Bytes} bytes
 * @returns {{bytes: Bytes, whole: boolean}} `whole`: its last chunk is there
 */
export function barePng(bytes) {
  const kept = [bytes.subarray(0, HEAD)];
  let name = "";
  for (let at = HEAD; at + AROUND <= bytes.length && name !== "IEND"; ) {
    const end = at + AROUND + big(bytes, at, 4);
    name = letters(bytes, at + 4);
    if (end > bytes.length) name += " cut";
    if (DRAWS.includes(name.slice(0, 4))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return { bytes: joined(kept), whole: name === "IEND" };
}
