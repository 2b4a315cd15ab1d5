/** Text in the forms in which people's files have it: UTF-8, UTF-16, and the older ones with a byte for each letter. */

/** What stands in no text. */
const CONTROL = /[\0-\x06\x0e-\x19]/;
/** Bytes that no older form has a letter for. */
const NONE = /[\x7f-\x9f]/;
/** What is looked at to tell the form. */
const SAMPLE = 65_536;
/** The bytes of the most frequent letters and signs that are not ASCII, for each older form; the first is taken where none fits better. */
const OLDER = /** @type {[string, number[]][]} */ ([
  ["windows-1252", [0xe9, 0xe8, 0xe0, 0xe7, 0xea, 0xf4, 0xee, 0xfb, 0xe2, 0xeb, 0xef, 0xfc, 0xf6, 0xe4, 0xc9, 0xc0, 0x80, 0x92, 0x96, 0xa0, 0xab, 0xbb, 0xb0]],
  ["macintosh", [0x8e, 0x8f, 0x88, 0x8d, 0x90, 0x99, 0x94, 0x9e, 0x89, 0x91, 0x95, 0x83, 0xcb, 0xdb, 0xd5, 0xca]],
  ["windows-1256", [0xc7, 0xe1, 0xed, 0xe3, 0xe4, 0xe6, 0xe5, 0xca, 0xd1, 0xc8, 0xcf, 0xc9, 0xda, 0xdd, 0xd3]],
  ["windows-1251", [0xee, 0xe5, 0xe0, 0xe8, 0xed, 0xf2, 0xf1, 0xf0, 0xe2, 0xeb, 0xea, 0xec, 0xef, 0xf3, 0xff, 0xb3]],
]);
/** Half of UTF-16 of European letters is zeros, always the same half. */
const [MANY, FEW] = [0.4, 0.05];

/** Of UTF-16 in other letters, one half has at least so many times more values; most of it is letters, and all of it is known. */
const FEWER = 2;
const FEWEST_LETTERS = 6;
const MOSTLY = 0.6;
const LETTER = /[\p{L}\p{M}]/gu;
const UNKNOWN = /[\p{Cn}\p{Co}]/u;
/** Of the bytes that are not ASCII, so many fit where the form is sure. */
const SURE = 0.7;

/** @typedef {{text: string, sure: boolean}} Read `sure`: its form is no guess */

/**
 * @param {Uint8Array} bytes
 * @returns {string | null} null where it is no text
 */
export function textOf(bytes) {
  return read(bytes)?.text ?? null;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes of a text
 * @returns {ArrayBuffer} in UTF-8; as they are where their form is a guess, so that a wrong one loses nothing
 */
export function keptText(bytes) {
  const known = read(bytes);
  return known?.sure ? new TextEncoder().encode(known.text).buffer : bytes.slice().buffer;
}

/** @param {Uint8Array} bytes @returns {Read | null} */
function read(bytes) {
  const sure = wide(bytes) ?? decoded("utf-8", bytes);
  const found = sure === null ? older(bytes) : { text: sure, sure: true };
  return found && !CONTROL.test(found.text) ? found : foreign(bytes);
}

/** @param {Uint8Array} bytes UTF-16, with the mark at its start or without */
function wide(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded("utf-16le", bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded("utf-16be", bytes);
  const sample = bytes.subarray(0, SAMPLE);
  const pairs = sample.length >> 1;
  const zeros = [0, 0];
  for (const [at, one] of sample.entries()) if (one === 0) zeros[at & 1]++;
  const [even, odd] = zeros;
  if (odd > pairs * MANY && even <= pairs * FEW) return decoded("utf-16le", bytes);
  return even > pairs * MANY && odd <= pairs * FEW ? decoded("utf-16be", bytes) : null;
}

/** @param {Uint8Array} bytes @returns {Read | null} */
function older(bytes) {
  const high = bytes.filter((one) => one > 127).subarray(0, SAMPLE);
  const fit = OLDER.map(([, letters]) => high.reduce((sum, one) => sum + Number(letters.includes(one)), 0));
  const best = Math.max(...fit);
  const text = decoded(OLDER[fit.indexOf(best)][0], bytes);
  return text === null || NONE.test(text) ? null : { text, sure: best >= high.length * SURE };
}

/** UTF-16 without its mark, in other letters than ours: one half of its bytes has few values. @param {Uint8Array} bytes @returns {Read | null} */
function foreign(bytes) {
  const values = [new Set(), new Set()];
  for (const [at, one] of bytes.subarray(0, SAMPLE).entries()) values[at & 1].add(one);
  const [even, odd] = values.map((one) => one.size);
  const form = odd * FEWER <= even ? "utf-16le" : even * FEWER <= odd ? "utf-16be" : "";
  const text = form && decoded(form, bytes);
  if (!text || CONTROL.test(text) || UNKNOWN.test(text)) return null;
  const letters = text.match(LETTER)?.length ?? 0;
  return letters >= FEWEST_LETTERS && letters > text.length * MOSTLY ? { text, sure: false } : null;
}

/** A letter that was cut at the end of the file is left out. @param {string} form @param {Uint8Array} bytes */
function decoded(form, bytes) {
  try {
    return new TextDecoder(form, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
