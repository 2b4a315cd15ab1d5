/**
 * Argon2id with a thousandth of the memory, and once for each input of a test file: the whole cost was seven tenths of all
 * their time. The whole cost is what tests/vectors/argon, wallet.test.mjs and the stories S1 and S5 take.
 */
import { argon2id as real } from "hash-wasm";

const MEMORY_KIB = 64;
const known = new Map();
/** @param {import("hash-wasm").IDataType} bytes here always a Uint8Array */
const text = (bytes) => Buffer.from(/** @type {Uint8Array} */ (bytes)).toString("base64");

/** @param {Parameters<typeof real>[0]} options */
export function argon2id(options) {
  const { password, salt, ...rest } = options;
  const key = JSON.stringify([text(password), text(salt), rest]);
  if (!known.has(key)) known.set(key, real({ ...options, memorySize: MEMORY_KIB }));
  return known.get(key);
}
