/** Argon2id of generation 1: 64 MiB, t = 3, p = 1, 32 bytes. Constants of the client; the server never sends them. */
import { argon2idAsync } from "@noble/hashes/argon2.js";
import { argon2id as wasmArgon2id } from "hash-wasm";
import { concat } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {(done: number) => void} Progress 0 to 1 */

const MEMORY_KIB = 65536;
const PASSES = 3;
const LANES = 1;
const LENGTH = 32;

/**
 * In WebAssembly where that is allowed and memory suffices, else in JavaScript: the same output, several times slower.
 * @param {Uint8Array} password
 * @param {Uint8Array} salt 16 bytes
 * @param {Progress} [onprogress] WebAssembly reports begin and end only
 * @returns {Promise<Bytes>} 32 bytes
 */
export async function argon2id(password, salt, onprogress = () => {}) {
  onprogress(0);
  const out = (await inWasm(password, salt)) ?? (await inScript(password, salt, onprogress));
  onprogress(1);
  return out;
}

/** @param {Uint8Array} password @param {Uint8Array} salt @returns {Promise<Bytes | null>} null where WebAssembly is missing, blocked or out of memory */
async function inWasm(password, salt) {
  if (typeof WebAssembly === "undefined") return null;
  try {
    const out = await wasmArgon2id({ password, salt, memorySize: MEMORY_KIB, iterations: PASSES, parallelism: LANES, hashLength: LENGTH, outputType: "binary" });
    return concat(out);
  } catch {
    return null; // CSP before Chromium 97, no 64 MiB of wasm memory: JavaScript may still manage
  }
}

/** @param {Uint8Array} password @param {Uint8Array} salt @param {Progress} onprogress @returns {Promise<Bytes>} */
export async function inScript(password, salt, onprogress) {
  return concat(await argon2idAsync(password, salt, { m: MEMORY_KIB, t: PASSES, p: LANES, dkLen: LENGTH, asyncTick: 50, onProgress: onprogress }));
}
