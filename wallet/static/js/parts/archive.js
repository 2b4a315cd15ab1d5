/** Bundle: a ZIP that is written as it goes, sealed with words by age where wished, and read again. */
import { Encrypter } from "age-encryption";
import { makeZip } from "client-zip";
import { Inflate } from "fflate";
import { papersIn } from "../schema/export.js";
import { provide } from "./provide.js";

/** 64 MiB instead of the usual 256: an old phone can open what it wrote, and the words drawn have 80 bits. */
const WORK = 16;

/**
 * @param {AsyncIterable<{name: string, input: Uint8Array<ArrayBuffer> | string, lastModified: Date}>} entries stored, not compressed
 * @returns {ReadableStream<Uint8Array>}
 */
function zip(entries) {
  return makeZip(/** @type {any} */ (entries), { buffersAreUTF8: true });
}

/** @param {ReadableStream<Uint8Array>} stream @param {string} words @returns {Promise<ReadableStream<Uint8Array>>} one age file that any age opens with these words */
function seal(stream, words) {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(WORK);
  encrypter.setPassphrase(words);
  return encrypter.encrypt(stream);
}

/** @param {Uint8Array} bytes raw DEFLATE @param {number} size of what is inside @returns {Uint8Array<ArrayBuffer> | null} null where it is anything else */
function inflate(bytes, size) {
  const out = new Uint8Array(size);
  let at = 0;
  let fits = true;
  const inflating = new Inflate((piece) => {
    fits &&= at + piece.length <= size;
    if (fits) out.set(piece, at);
    at += piece.length;
  });
  try {
    for (let from = 0; fits && from < bytes.length; from += 65_536) inflating.push(bytes.subarray(from, from + 65_536), from + 65_536 >= bytes.length);
  } catch (problem) {
    if (problem instanceof Error) return null;
    throw problem;
  }
  return fits && at === size ? out : null;
}

provide("archive", { zip, seal, inflate, papersIn });
