/**
 * Stands in for hash-wasm in the Worker that tests of stories give to Chromium: what `knownArgon` holds is not computed
 * again, and what is computed is told on the console for later tests. tests/people/argon.py is the other end.
 */
import { argon2id as real } from "hash-wasm";

/** @type {Record<string, string>} password and salt → result, each as hexadecimal digits */
const known = /** @type {any} */ (globalThis).knownArgon ?? {};
/** @param {import("hash-wasm").IDataType} bytes here always a Uint8Array */
const hex = (bytes) => [.../** @type {Uint8Array} */ (bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");

/** @param {Parameters<typeof real>[0]} options those of wallet/static/js/crypto/argon.js, which are always the same */
export async function argon2id(options) {
  const key = `${hex(options.password)}:${hex(options.salt)}`;
  if (!(key in known)) {
    known[key] = hex(/** @type {any} */ (await real(options)));
    console.debug("argon", key, known[key]);
  }
  return Uint8Array.from(known[key].match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
