/**
 * MP3 and AAC: tags stand before and after the sound. ID3v2 (id3.org, structure 3.1 and 3.4), ID3v1 with its
 * extension, APEv1 and v2, Lyrics3.
 */
import { little, starts } from "./bytes.js";

const ID3_HEAD = 10;
const ID3_HAS_FOOT = 0x10;
const ID3V1 = 128;
const ID3V1_MORE = 227;
const APE_HEAD = 32;
const APE_HAS_HEAD = 0x80000000;
const LYRICS_FOOT = 15;

/**
 * @param {import("./bytes.js").Bytes} bytes
 * @returns {import("./bytes.js").Bytes} what stands between the tags
 */
export function withoutId3(bytes) {
  let [start, end] = [0, bytes.length];
  for (let more = headLength(bytes, start); more; more = headLength(bytes, start)) start = Math.min(start + more, end);
  for (let more = tailLength(bytes, start, end); more; more = tailLength(bytes, start, end)) end = Math.max(end - more, start);
  return bytes.subarray(start, end);
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @returns {number} of the tag that starts there, 0 where none does
 */
function headLength(bytes, at) {
  if (starts(bytes, at, "ID3") && at + ID3_HEAD <= bytes.length) return id3Length(bytes, at);
  return starts(bytes, at, "APETAGEX") && at + APE_HEAD <= bytes.length ? APE_HEAD + little(bytes, at + 12, 4) : 0;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} end
 * @returns {number} of the tag that ends there, 0 where none does
 */
function tailLength(bytes, start, end) {
  if (end - ID3V1 >= start && starts(bytes, end - ID3V1, "TAG")) return ID3V1;
  if (end - ID3V1_MORE >= start && starts(bytes, end - ID3V1_MORE, "TAG+")) return ID3V1_MORE;
  if (end - ID3_HEAD >= start && starts(bytes, end - ID3_HEAD, "3DI")) return id3Length(bytes, end - ID3_HEAD);
  if (end - APE_HEAD >= start && starts(bytes, end - APE_HEAD, "APETAGEX")) return apeLength(bytes, end - APE_HEAD);
  return end - LYRICS_FOOT >= start && starts(bytes, end - 9, "LYRICS200") ? lyricsLength(bytes, end) : 0;
}

/**
 * Four bytes of seven bits; a footer, where announced, is not counted in them.
 * @param {Uint8Array} bytes
 * @param {number} at of the head or the foot
 */
function id3Length(bytes, at) {
  const size = [6, 7, 8, 9].reduce((sum, i) => (sum << 7) | (bytes[at + i] & 127), 0);
  return ID3_HEAD + size + (bytes[at + 5] & ID3_HAS_FOOT ? ID3_HEAD : 0);
}

/**
 * The foot is counted in the size, the head is not.
 * @param {Uint8Array} bytes
 * @param {number} at of the foot
 */
function apeLength(bytes, at) {
  const hasHead = little(bytes, at + 20, 4) >= APE_HAS_HEAD;
  return Math.max(APE_HEAD, little(bytes, at + 12, 4)) + (hasHead ? APE_HEAD : 0);
}

/**
 * @param {Uint8Array} bytes
 * @param {number} end
 */
function lyricsLength(bytes, end) {
  const size = Number(String.fromCharCode(...bytes.subarray(end - LYRICS_FOOT, end - 9)));
  return LYRICS_FOOT + (Number.isInteger(size) ? size : 0);
}
