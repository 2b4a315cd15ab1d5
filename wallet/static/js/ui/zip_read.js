/** Reads a ZIP file piece by piece: its list at the end, then one entry at a time. Nothing is unpacked that is not asked for. */
import { WalletError } from "../errors.js";

/** @typedef {{name: string, size: number, packed: number, method: number, at: number}} Entry `at`: where its own header begins */

const END = 0x06054b50;
const LISTED = 0x02014b50;
const OWN = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const MOST_ENTRIES = 20_000;
const STORED = 0;
const DEFLATED = 8;

/** @param {Blob} file @returns {Promise<Entry[]>} files only, in their order; raises `bad_archive` */
export async function readEntries(file) {
  const from = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const tail = await view(file, from, file.size);
  const end = lastEnd(tail);
  const count = tail.getUint16(end + 10, true);
  const [length, start] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (count > MOST_ENTRIES || start + length > file.size) throw new WalletError("bad_archive");
  return entriesOf(await view(file, start, start + length), count).filter((one) => !one.name.endsWith("/"));
}

/** @param {DataView} tail @returns {number} where the last record begins */
function lastEnd(tail) {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) if (tail.getUint32(at, true) === END) return at;
  throw new WalletError("bad_archive");
}

/** @param {DataView} list @param {number} count @returns {Entry[]} */
function entriesOf(list, count) {
  const entries = [];
  for (let at = 0, n = 0; n < count; n++) {
    if (at + 46 > list.byteLength || list.getUint32(at, true) !== LISTED) throw new WalletError("bad_archive");
    const lengths = [28, 30, 32].map((place) => list.getUint16(at + place, true));
    const [named = 0, extra = 0, comment = 0] = lengths;
    if (at + 46 + named > list.byteLength) throw new WalletError("bad_archive");
    const name = new TextDecoder().decode(new Uint8Array(list.buffer, list.byteOffset + at + 46, named));
    const [packed, size, own] = [20, 24, 42].map((place) => list.getUint32(at + place, true));
    entries.push({ name, size: size ?? 0, packed: packed ?? 0, method: list.getUint16(at + 10, true), at: own ?? 0 });
    at += 46 + named + extra + comment;
  }
  return entries;
}

/**
 * @param {Blob} file @param {Entry} entry @param {(bytes: Uint8Array, size: number) => Uint8Array<ArrayBuffer> | null} inflate
 * @returns {Promise<Uint8Array<ArrayBuffer>>} what is in it; raises `bad_archive`
 */
export async function readEntry(file, { at, size, packed, method }, inflate) {
  const head = await view(file, at, at + 30);
  if (head.byteLength < 30 || head.getUint32(0, true) !== OWN) throw new WalletError("bad_archive");
  const start = at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const bytes = new Uint8Array(await file.slice(start, start + packed).arrayBuffer());
  const whole = method === STORED ? bytes : method === DEFLATED ? inflate(bytes, size) : null;
  if (!whole || whole.length !== size) throw new WalletError("bad_archive");
  return whole;
}

/** @param {Blob} file @param {number} from @param {number} to */
async function view(file, from, to) {
  return new DataView(await file.slice(from, to).arrayBuffer());
}
