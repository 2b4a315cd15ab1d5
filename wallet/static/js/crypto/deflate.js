/** Raw DEFLATE: the browser's own where it has it (not before Chromium 103 and Safari 16.4), else fflate. */
import { deflateSync, inflateSync } from "fflate";
import { need, WalletError } from "../errors.js";
import { concat } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** Inflated size that is still believed; far above any catalogue that the wallet writes. */
const MOST = 64 * 1024 * 1024;

/** @param {Bytes} bytes @returns {Promise<Bytes>} */
export async function deflate(bytes) {
  const stream = native(() => new CompressionStream("deflate-raw"));
  return stream ? through(bytes, stream) : concat(deflateSync(bytes));
}

/** @param {Bytes} bytes @returns {Promise<Bytes>}; `bad_deflate` where it is not DEFLATE or inflates without end */
export async function inflate(bytes) {
  const stream = native(() => new DecompressionStream("deflate-raw"));
  try {
    return stream ? await through(bytes, stream) : inflateStrictly(bytes);
  } catch (cause) {
    throw new WalletError("bad_deflate", { cause });
  }
}

/** fflate ignores what follows the last block, so it is tried without the last byte, which must fail. @param {Bytes} bytes @returns {Bytes} */
function inflateStrictly(bytes) {
  const plain = concat(inflateSync(bytes));
  need(plain.length <= MOST && !inflates(bytes.subarray(0, -1)), "bad_deflate");
  return plain;
}

/** @param {Uint8Array} bytes */
function inflates(bytes) {
  try {
    inflateSync(bytes);
    return true;
  } catch {
    return false;
  }
}

/** @template T @param {() => T} make @returns {T | null} */
function native(make) {
  try {
    return make();
  } catch {
    return null; // no such class, or no such format
  }
}

/** @param {Bytes} bytes @param {GenericTransformStream} stream @returns {Promise<Bytes>} */
async function through(bytes, stream) {
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  const [out] = await Promise.all([collect(stream.readable.getReader()), written]);
  return out;
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader @returns {Promise<Bytes>} */
async function collect(reader) {
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(...parts);
    size += value.length;
    need(size <= MOST, "bad_deflate");
    parts.push(value);
  }
}
