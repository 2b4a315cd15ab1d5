/** Bundle: a ZIP that is written as it goes, sealed with words by age where wished, and read again. */
import { Encrypter } from "age-encryption";
import { makeZip } from "client-zip";
import { unpack } from "../ui/unpack.js";
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

provide("archive", { zip, seal, unpack });
