/** The list at the end of a ZIP, in its usual form and in the one for large files (ZIP64). */
import { WalletError } from "../errors.js";
import { nameIn } from "./zip_names.js";

/** @typedef {{name: string, size: number, packed: number, method: number, locked: boolean, crc: number, at: number}} Entry `at`: where its own header begins */
/** @typedef {{count: number, length: number, start: number, end: number}} Place where the list is said to be, and where what comes after it begins */

const END = 0x06054b50;
const WIDE_END = 0x06064b50;
const WIDE_POINTER = 0x07064b50;
const LISTED = 0x02014b50;
const WIDE_FIELD = 1;
const [END_BYTES, WIDE_END_BYTES, POINTER_BYTES, LISTED_BYTES] = [22, 56, 20, 46];
const LONGEST_COMMENT = 65_535;
const MOST_ENTRIES = 20_000;
/** What stands in a field whose number is too large for it. */
const ELSEWHERE = 0xffffffff;
const [LOCKED, UTF8] = [1, 1 << 11];

/** @param {Blob} file @returns {Promise<Entry[]>} files only, in their order; raises `bad_archive` */
export async function readEntries(file) {
  const place = await placeOf(file);
  if (place.count > MOST_ENTRIES || place.length > file.size) throw new WalletError("bad_archive");
  const { list, shift } = await listAt(file, place);
  return entriesOf(list, place.count).filter((one) => !one.name.endsWith("/")).map((one) => ({ ...one, at: one.at + shift }));
}

/** @param {Blob} file @param {number} from @param {number} to */
export async function view(file, from, to) {
  return new DataView(await file.slice(from, to).arrayBuffer());
}

/** @param {Blob} file @returns {Promise<Place>} */
async function placeOf(file) {
  const from = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const tail = await view(file, from, file.size);
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END || at + END_BYTES + tail.getUint16(at + 20, true) > tail.byteLength) continue;
    const narrow = { count: tail.getUint16(at + 10, true), length: tail.getUint32(at + 12, true), start: tail.getUint32(at + 16, true), end: from + at };
    return (await widePlace(file, from + at)) ?? narrow;
  }
  throw new WalletError("bad_archive");
}

/** @param {Blob} file @param {number} end where the usual record begins @returns {Promise<Place | null>} null where there is none for large files */
async function widePlace(file, end) {
  if (end < POINTER_BYTES + WIDE_END_BYTES) return null;
  const pointer = await view(file, end - POINTER_BYTES, end);
  if (pointer.getUint32(0, true) !== WIDE_POINTER) return null;
  for (const at of [wide(pointer, 8), end - POINTER_BYTES - WIDE_END_BYTES]) {
    const record = await view(file, at, at + WIDE_END_BYTES);
    if (record.byteLength < WIDE_END_BYTES || record.getUint32(0, true) !== WIDE_END) continue;
    return { count: wide(record, 32), length: wide(record, 40), start: wide(record, 48), end: at };
  }
  return null;
}

/** Where something was put before the ZIP, the list lies later than it says. @param {Blob} file @param {Place} place @returns {Promise<{list: DataView, shift: number}>} */
async function listAt(file, { count, length, start, end }) {
  for (const at of [start, end - length]) {
    const list = at < 0 ? null : await view(file, at, at + length);
    if (list && list.byteLength === length && (!count || (length > LISTED_BYTES && list.getUint32(0, true) === LISTED))) return { list, shift: at - start };
  }
  throw new WalletError("bad_archive");
}

/** @param {DataView} list @param {number} count @returns {Entry[]} */
function entriesOf(list, count) {
  const entries = [];
  for (let at = 0, n = 0; n < count; n++) {
    if (at + LISTED_BYTES > list.byteLength || list.getUint32(at, true) !== LISTED) throw new WalletError("bad_archive");
    const [named = 0, extra = 0, comment = 0] = [28, 30, 32].map((place) => list.getUint16(at + place, true));
    const fields = at + LISTED_BYTES + named;
    if (fields + extra > list.byteLength) throw new WalletError("bad_archive");
    entries.push(entryAt(list, at, named, (id) => fieldIn(list, fields, fields + extra, id)));
    at = fields + extra + comment;
  }
  return entries;
}

/** @param {DataView} list @param {number} at @param {number} named bytes of its name @param {(id: number) => DataView | null} extra @returns {Entry} */
function entryAt(list, at, named, extra) {
  const flags = list.getUint16(at + 8, true);
  const [size = 0, packed = 0, own = 0] = widened([24, 20, 42].map((place) => list.getUint32(at + place, true)), extra(WIDE_FIELD));
  const name = nameIn(new Uint8Array(list.buffer, list.byteOffset + at + LISTED_BYTES, named), Boolean(flags & UTF8), extra);
  return { name, size, packed, method: list.getUint16(at + 10, true), locked: Boolean(flags & LOCKED), crc: list.getUint32(at + 16, true), at: own };
}

/** Numbers too large for their fields stand one after another in a field of their own. @param {number[]} numbers @param {DataView | null} large */
function widened(numbers, large) {
  let at = 0;
  return numbers.map((one) => {
    if (one !== ELSEWHERE || !large || at + 8 > large.byteLength) return one;
    at += 8;
    return wide(large, at - 8);
  });
}

/** @param {DataView} list @param {number} from @param {number} to @param {number} id @returns {DataView | null} */
function fieldIn(list, from, to, id) {
  for (let at = from; at + 4 <= to; ) {
    const length = list.getUint16(at + 2, true);
    if (at + 4 + length > to) return null;
    if (list.getUint16(at, true) === id) return new DataView(list.buffer, list.byteOffset + at + 4, length);
    at += 4 + length;
  }
  return null;
}

/** @param {DataView} where @param {number} at eight bytes */
function wide(where, at) {
  return Number(where.getBigUint64(at, true));
}
