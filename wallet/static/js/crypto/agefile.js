/**
 * Reads an age file (age-encryption.org/v1) whose file key is known: a document of a share, or of the own wallet. Strict, streaming,
 * and small, for it goes to everybody who receives a link. It looks at no recipient stanza but checks the form of each; the header's
 * MAC under the file key covers them. Anything wrong is `damaged`, and no byte is handed out before its tag was checked.
 */
import { need } from "../errors.js";
import { readHeader } from "./ageheader.js";
import { concat, equal } from "./bytes.js";
import { chunkOpener } from "./chunks.js";
import { hkdf, hmac } from "./hkdf.js";
import { Input } from "./input.js";
import { pacer } from "./pause.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./input.js").Source} Source */
/** @typedef {(chunk: Bytes, done: number) => void} OnChunk a proven chunk, and how many plain bytes are out by now */

const TAG = 16;
const SEALED_CHUNK = 65536 + TAG;
const NONCE = 16;
const FILE_KEY = 16;

/**
 * @param {Uint8Array} fileKey 16 bytes
 * @param {Source} source
 * @param {OnChunk} [onchunk]
 * @returns {Promise<Bytes>} the whole plaintext
 */
export async function openAge(fileKey, source, onchunk = () => {}) {
  if (source instanceof Uint8Array) return openBytes(fileKey, source, onchunk);
  /** @type {Bytes[]} */
  const parts = [];
  await readAge(fileKey, source, (chunk, done) => {
    parts.push(chunk);
    onchunk(chunk, done);
  });
  return concat(...parts);
}

/**
 * The same without keeping what was read.
 * @param {Uint8Array} fileKey
 * @param {Source} source
 * @param {OnChunk} onchunk
 * @returns {Promise<number>} how many plain bytes there were
 */
export function readAge(fileKey, source, onchunk) {
  return read(fileKey, new Input(source), onchunk, (n) => new Uint8Array(n));
}

/** @param {Uint8Array} fileKey @param {Uint8Array} source @param {OnChunk} onchunk @returns {Promise<Bytes>} a view of one allocation: phones are short of memory */
async function openBytes(fileKey, source, onchunk) {
  const out = new Uint8Array(source.length);
  let at = 0;
  const size = await read(fileKey, new Input(source), onchunk, (n) => out.subarray(at, (at += n)));
  return out.subarray(0, size);
}

/** @param {Uint8Array} fileKey @param {Input} input @param {OnChunk} onchunk @param {(n: number) => Bytes} place where n plain bytes go */
async function read(fileKey, input, onchunk, place) {
  try {
    return await readPayload(await payloadKey(fileKey, input), input, onchunk, place);
  } catch (cause) {
    await input.stop();
    throw cause;
  }
}

/** Proves the header. @param {Uint8Array} fileKey @param {Input} input @returns {Promise<Bytes>} 32 bytes */
async function payloadKey(fileKey, input) {
  need(fileKey.length === FILE_KEY, "damaged");
  const { covered, mac } = await readHeader(input);
  need(equal(mac, hmac(hkdf(fileKey, null, "header", 32), covered)), "damaged");
  const nonce = await input.take(NONCE);
  need(nonce.length === NONCE, "damaged");
  return hkdf(fileKey, nonce, "payload", 32);
}

/** @param {Bytes} key @param {Input} input @param {OnChunk} onchunk @param {(n: number) => Bytes} place */
async function readPayload(key, input, onchunk, place) {
  const openChunk = await chunkOpener(key);
  const breathe = pacer();
  const nonce = new Uint8Array(12);
  let done = 0;
  for (let last = false; !last; count(nonce)) {
    const sealed = await input.take(SEALED_CHUNK);
    last = await input.ended();
    need(sealed.length > TAG || (sealed.length === TAG && done === 0), "damaged");
    nonce[11] = last ? 1 : 0;
    const plain = place(sealed.length - TAG);
    await openChunk(nonce, sealed, plain);
    done += plain.length;
    onchunk(plain, done);
    await breathe();
  }
  return done;
}

/** Adds one to the 11-byte big-endian counter in front of the nonce. @param {Uint8Array} nonce */
function count(nonce) {
  for (let i = 10; i >= 0; i--) if (++nonce[i] & 255) return;
}
