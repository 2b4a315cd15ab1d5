/** Documents: padded to a bucket and sealed as one age file to the vault. Protocol section 7. */
import { Encrypter } from "age-encryption";
import { need } from "../errors.js";
import { equal, isZero } from "./bytes.js";
import { sha256 } from "./hkdf.js";
import { pacer } from "./pause.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{age: Bytes, fileKey: Bytes, len: number, sha256: Bytes}} SealedDocument */

/** Content, in bytes, at most. */
export const LARGEST = 32_000_000;
/** The 19 sizes of a plaintext: 64 KiB times powers of the square root of two, rounded up to 4096. */
export const BUCKETS = Object.freeze(Array.from({ length: 19 }, (_, k) => Math.ceil((65536 * 2 ** (k / 2)) / 4096) * 4096));

const STEP = 256 * 1024;
/** Of an age file to one post-quantum recipient, in bytes. */
const [HEADER, NONCE, TAG, CHUNK] = [1627, 16, 16, 65536];

/** @param {number} len of the content @returns {number} of the plaintext; `too_large` beyond 32,000,000 */
export function bucket(len) {
  need(len <= LARGEST, "too_large");
  return /** @type {number} */ (BUCKETS.find((size) => size >= len));
}

/** The length of the one age file that a content of `len` bytes becomes: its header to one vault never varies. @param {number} len */
export function sealedSize(len) {
  const plain = bucket(len);
  return HEADER + NONCE + plain + TAG * Math.ceil(plain / CHUNK);
}

/** @param {Uint8Array} content @returns {Bytes} the plaintext: the content and zeros up to its bucket */
export function pad(content) {
  const plain = new Uint8Array(bucket(content.length));
  plain.set(content);
  return plain;
}

/**
 * @param {string} recipient age1pq1…
 * @param {Bytes} content
 * @param {(done: number) => void} [onprogress] 0 to 1
 * @returns {Promise<SealedDocument>}
 */
export async function sealDocument(recipient, content, onprogress = () => {}) {
  const size = bucket(content.length);
  const digest = hashOf(content);
  const { encrypter, fileKey } = capturing(recipient);
  const sealed = await encrypter.encrypt(padded(content, size));
  const age = await gather(sealed, sealed.size(size), onprogress);
  return { age, fileKey: fileKey(), len: content.length, sha256: await digest };
}

/**
 * @param {Bytes} plain as the age file gave it
 * @param {{len: number, sha256: Uint8Array}} entry
 * @returns {Promise<Bytes>} the content, a view; `bad_length`, `bad_padding` or `bad_sum` where it is not what the catalogue or the manifest says
 */
export async function checkDocument(plain, entry) {
  need(Number.isSafeInteger(entry.len) && entry.len >= 0 && plain.length === bucket(entry.len), "bad_length");
  need(isZero(plain, entry.len), "bad_padding");
  const content = plain.subarray(0, entry.len);
  need(equal(await hashOf(content), entry.sha256), "bad_sum");
  return content;
}

/** @param {Bytes} content @returns {Promise<Bytes>} SHA-256, beside the main thread where the browser can */
async function hashOf(content) {
  if (!globalThis.crypto?.subtle) return sha256(content);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", content));
}

/** An encrypter whose second recipient keeps a copy of the file key and leaves no trace in the file. @param {string} recipient */
function capturing(recipient) {
  /** @type {Bytes | null} */
  let kept = null;
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  encrypter.addRecipient({
    wrapFileKey(fileKey) {
      kept = new Uint8Array(fileKey);
      return [];
    },
  });
  const fileKey = () => {
    need(kept, "damaged");
    return kept;
  };
  return { encrypter, fileKey };
}

/** The plaintext as a stream, in views: neither the content nor its padding is copied. @param {Uint8Array} content @param {number} size @returns {ReadableStream<Uint8Array>} */
function padded(content, size) {
  const zeros = new Uint8Array(Math.min(STEP, size - content.length));
  const breathe = pacer();
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      await breathe();
      const part = at < content.length ? content.subarray(at, at + STEP) : zeros.subarray(0, size - at);
      at += part.length;
      if (part.length) controller.enqueue(part);
      if (at === size) controller.close();
    },
  });
}

/** @param {ReadableStream<Uint8Array>} stream @param {number} size known beforehand @param {(done: number) => void} onprogress @returns {Promise<Bytes>} */
async function gather(stream, size, onprogress) {
  const out = new Uint8Array(size);
  const reader = stream.getReader();
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    out.set(value, at);
    at += value.length;
    onprogress(at / size);
  }
  need(at === size, "damaged");
  return out;
}
