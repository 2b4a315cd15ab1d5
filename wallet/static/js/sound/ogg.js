/**
 * Ogg (RFC 3533) with Opus (RFC 7845) or Vorbis: the second packet of each stream holds the comments. It is written
 * anew, as long as it was, so that every page keeps its place; the checksums of its pages are made anew.
 */
import { letters, little, Malformed, putLittle, starts } from "./bytes.js";

const HEAD = 27;
const FULL = 255;
const FIRST_PAGE = 2;
/** The head, the comments, and some sound. */
const FEWEST = 3;
/** What a stream's first packet starts with, what its comments start with, and whether a framing bit ends them. */
const CODECS = [
  { first: "OpusHead", comments: "OpusTags", framed: false },
  { first: "\x01vorbis", comments: "\x03vorbis", framed: true },
];

/**
 * @typedef {typeof CODECS[number]} Codec
 * @typedef {{at: number, body: number, end: number, serial: number}} Page
 * @typedef {{codec: Codec, packets: number, places: number[]}} Stream `places`: where each byte of the comments stands
 */

/**
 * @param {import("./bytes.js").Bytes} bytes
 * @returns {import("./bytes.js").Bytes} of the same length, or without a page that was cut at the end
 */
export function withoutComments(bytes) {
  const clean = bytes.slice(0, wholeLength(bytes));
  /** @type {Map<number, Stream>} */
  const streams = new Map();
  const pages = pagesOf(clean);
  for (const page of pages) read(clean, page, streams);
  for (const page of pages) sign(clean, page);
  if (pages.length < FEWEST || ![...streams.values()].every((one) => one.packets > 1)) throw new Malformed();
  return clean;
}

/** As far as whole pages follow each other. @param {Uint8Array} bytes */
function wholeLength(bytes) {
  let at = 0;
  for (let page = pageAt(bytes, at); page; page = pageAt(bytes, at)) at = page.end;
  return at;
}

/** @param {Uint8Array} bytes whole pages @returns {Page[]} */
function pagesOf(bytes) {
  const pages = [];
  for (let page = pageAt(bytes, 0); page; page = pageAt(bytes, page.end)) pages.push(page);
  return pages;
}

/** @param {Uint8Array} bytes @param {number} at @returns {Page | null} null where none is there, or not all of it */
function pageAt(bytes, at) {
  if (!starts(bytes, at, "OggS") || at + HEAD > bytes.length) return null;
  const body = at + HEAD + bytes[at + 26];
  const end = body + bytes.subarray(at + HEAD, body).reduce((sum, one) => sum + one, 0);
  return end > bytes.length ? null : { at, body, end, serial: little(bytes, at + 14, 4) };
}

/**
 * Follows the packets of one page until the comments of its stream are complete, and empties these.
 * @param {Uint8Array} bytes
 * @param {Page} page
 * @param {Map<number, Stream>} streams
 */
function read(bytes, page, streams) {
  if (bytes[page.at + 5] & FIRST_PAGE) streams.set(page.serial, { codec: codecOf(bytes, page.body), packets: 0, places: [] });
  const stream = streams.get(page.serial);
  if (!stream) throw new Malformed();
  let at = page.body;
  for (const length of bytes.subarray(page.at + HEAD, page.body)) {
    if (stream.packets === 1) for (let i = 0; i < length; i++) stream.places.push(at + i);
    at += length;
    if (length === FULL || stream.packets > 1) continue;
    stream.packets += 1;
    if (stream.packets === 2) empty(bytes, stream);
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @returns {Codec}
 */
function codecOf(bytes, at) {
  const known = CODECS.find(({ first }) => starts(bytes, at, first));
  if (!known) throw new Malformed();
  return known;
}

/**
 * No comment is left, and the name of the encoder is blanks that fill the packet.
 * @param {Uint8Array} bytes
 * @param {Stream} stream
 */
function empty(bytes, { codec, places }) {
  const begin = codec.comments.length;
  const tail = codec.framed ? 5 : 4;
  const vendor = places.length - begin - 4 - tail;
  if (vendor < 0 || letters(Uint8Array.from(places.slice(0, begin), (at) => bytes[at]), 0, begin) !== codec.comments) throw new Malformed();
  const packet = new Uint8Array(places.length);
  packet.set(new TextEncoder().encode(codec.comments));
  putLittle(packet, begin, vendor);
  packet.fill(0x20, begin + 4, begin + 4 + vendor);
  if (codec.framed) packet[packet.length - 1] = 1;
  for (const [i, at] of places.entries()) bytes[at] = packet[i];
}

/**
 * @param {Uint8Array} bytes
 * @param {Page} page
 */
function sign(bytes, { at, end }) {
  putLittle(bytes, at + 22, 0);
  putLittle(bytes, at + 22, crc(bytes.subarray(at, end)));
}

const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  let value = i << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value;
});

/**
 * The checksum of RFC 3533, section 6: unreflected, starting from zero.
 * @param {Uint8Array} bytes
 */
function crc(bytes) {
  return bytes.reduce((sum, one) => ((sum << 8) ^ TABLE[((sum >>> 24) ^ one) & 255]) >>> 0, 0);
}
