/**
 * Reads an age file (age-encryption.org/v1) whose file key is known: a document of a share, or of the own wallet. Strict, streaming,
 * and small, for it goes to everybody who receives a link. It looks at no recipient stanza but checks the form of each; the header's
 * HMAC under the file key covers them. Anything wrong is `damaged`, and no byte is handed out before its tag was checked.
 */
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { need, WalletError } from "../errors.js";
import { concat, equal, unb64Standard, utf8 } from "./bytes.js";
import { hkdf, hmac } from "./hkdf.js";
import { pacer } from "./pause.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {Uint8Array | ReadableStream<Uint8Array>} Source */

const TAG = 16;
const CHUNK = 65536;
const SEALED_CHUNK = CHUNK + TAG;
const PAYLOAD_NONCE = 16;
const FILE_KEY = 16;
const LONGEST_HEADER = 65536;
const VERSION = "age-encryption.org/v1";
const NEWLINE = 10;

/**
 * @param {Uint8Array} fileKey 16 bytes
 * @param {Source} source
 * @param {(chunk: Bytes, done: number) => void} [onchunk] gets every chunk once it is proven, and how many plain bytes are out by now
 * @returns {Promise<Bytes>} the whole plaintext
 */
export async function openAge(fileKey, source, onchunk = () => {}) {
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
 * @param {(chunk: Bytes, done: number) => void} onchunk
 * @returns {Promise<number>} how many plain bytes there were
 */
export async function readAge(fileKey, source, onchunk) {
  need(fileKey.length === FILE_KEY, "damaged");
  const input = new Input(source);
  await readHeader(fileKey, input);
  const nonce = await input.take(PAYLOAD_NONCE);
  need(nonce.length === PAYLOAD_NONCE, "damaged");
  return readPayload(hkdf(fileKey, nonce, "payload", 32), input, onchunk);
}

/** @param {Uint8Array} key @param {Input} input @param {(chunk: Bytes, done: number) => void} onchunk */
async function readPayload(key, input, onchunk) {
  const breathe = pacer();
  const nonce = new Uint8Array(12);
  let done = 0;
  for (let last = false; !last; ) {
    const sealed = await input.take(SEALED_CHUNK);
    last = await input.ended();
    if (last) nonce[11] = 1;
    const plain = openChunk(key, nonce, sealed);
    need(plain.length > 0 || done === 0, "damaged");
    done += plain.length;
    onchunk(plain, done);
    count(nonce);
    await breathe();
  }
  return done;
}

/** @param {Uint8Array} key @param {Uint8Array} nonce @param {Uint8Array} sealed @returns {Bytes} */
function openChunk(key, nonce, sealed) {
  need(sealed.length >= TAG, "damaged");
  try {
    return chacha20poly1305(key, nonce).decrypt(sealed);
  } catch (cause) {
    throw new WalletError("damaged", { cause });
  }
}

/** Adds one to the 11-byte big-endian counter in front of the nonce. @param {Uint8Array} nonce */
function count(nonce) {
  for (let i = 10; i >= 0; i--) if (++nonce[i] & 255) return;
}

/** Reads up to the end of the MAC line and proves the header. @param {Uint8Array} fileKey @param {Input} input */
async function readHeader(fileKey, input) {
  need((await input.line()) === VERSION, "damaged");
  let line = await input.line();
  need(line.startsWith("-> "), "damaged");
  while (line.startsWith("-> ")) {
    need(line.slice(3).split(" ").every((argument) => argument !== ""), "damaged");
    while ((await bodyLine(input)) === 48);
    line = await input.line();
  }
  need(line.startsWith("--- "), "damaged");
  const mac = base64(line.slice(4));
  const covered = concat(...input.lines.slice(0, -1), utf8("---"));
  need(equal(mac, hmac(hkdf(fileKey, null, "header", 32), covered)), "damaged");
}

/** @param {Input} input @returns {Promise<number>} how many bytes the line stood for; one of less than 48 ends a stanza */
async function bodyLine(input) {
  const { length } = base64(await input.line());
  need(length <= 48, "damaged");
  return length;
}

/** @param {string} chars */
function base64(chars) {
  try {
    return unb64Standard(chars);
  } catch (cause) {
    throw new WalletError("damaged", { cause });
  }
}

/** A source of bytes that can be taken by lines and by lengths, copying only what crosses the border of two reads. */
class Input {
  /** @param {Source} source */
  constructor(source) {
    this.reader = source instanceof Uint8Array ? null : source.getReader();
    /** @type {Uint8Array} */
    this.rest = source instanceof Uint8Array ? source : new Uint8Array(0);
    /** @type {Uint8Array[]} the lines that were read, with their ends */
    this.lines = [];
    this.headerSize = 0;
  }

  /** @returns {Promise<boolean>} whether more bytes came; `rest` then holds at least one more than before */
  async more() {
    if (!this.reader) return false;
    const { done, value } = await this.reader.read();
    if (done) return false;
    this.rest = this.rest.length ? concat(this.rest, value) : value;
    return true;
  }

  /** @returns {Promise<string>} the next line without its end; ASCII 32 to 126 only */
  async line() {
    let end = this.rest.indexOf(NEWLINE);
    while (end < 0) {
      need(this.rest.length < LONGEST_HEADER && (await this.more()), "damaged");
      end = this.rest.indexOf(NEWLINE);
    }
    const line = this.rest.subarray(0, end);
    this.headerSize += end + 1;
    need(this.headerSize <= LONGEST_HEADER && line.every((byte) => byte >= 32 && byte <= 126), "damaged");
    this.lines.push(this.rest.subarray(0, end + 1));
    this.rest = this.rest.subarray(end + 1);
    return String.fromCharCode(...line);
  }

  /** @param {number} n @returns {Promise<Uint8Array>} n bytes, fewer at the end only */
  async take(n) {
    while (this.rest.length < n && (await this.more()));
    const taken = this.rest.subarray(0, n);
    this.rest = this.rest.subarray(taken.length);
    return taken;
  }

  /** @returns {Promise<boolean>} whether nothing is left */
  async ended() {
    while (this.rest.length === 0) if (!(await this.more())) return true;
    return false;
  }
}
