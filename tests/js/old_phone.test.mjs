// A browser of 2021: no raw DEFLATE, no WebAssembly (or forbidden by the policy it does not know), no ChaCha20 of its own.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { argon2id } from "../../wallet/static/js/crypto/argon.js";
import { random } from "../../wallet/static/js/crypto/bytes.js";
import { openCatalogue, sealCatalogue } from "../../wallet/static/js/crypto/catalogue.js";
import { native } from "../../wallet/static/js/crypto/chunks.js";
import { vaultKeys } from "../../wallet/static/js/crypto/root.js";
import { outcome } from "./calls.mjs";

const FOLDER = new URL("../vectors/", import.meta.url).pathname;
const world = /** @type {any} */ (globalThis);

/** Runs `step` where the named globals are missing. @param {string[]} names @param {() => Promise<void>} step */
async function without(names, step) {
  const kept = names.map((name) => /** @type {const} */ ([name, Object.getOwnPropertyDescriptor(world, name)]));
  for (const name of names) Object.defineProperty(world, name, { value: undefined, configurable: true, writable: true });
  try {
    await step();
  } finally {
    for (const [name, was] of kept) if (was) Object.defineProperty(world, name, was);
  }
}

const STREAMS = ["CompressionStream", "DecompressionStream"];

for (const name of readdirSync(join(FOLDER, "catalogue"))) {
  const vector = JSON.parse(readFileSync(join(FOLDER, "catalogue", name), "utf8"));
  test(`without the browser's DEFLATE: ${vector.reason}`, () =>
    without(STREAMS, async () => {
      const { output, error } = vector;
      assert.deepEqual(await outcome(vector), error === undefined ? { output } : { error });
    }));
}

test("what either side deflates the other inflates", async () => {
  const keys = await vaultKeys(random(32));
  const catalogue = { v: /** @type {const} */ (1), seq: 4, docs: Array.from({ length: 500 }, (_, i) => ({ name: `Étude ${i}` })) };
  const modern = await sealCatalogue(keys, catalogue);
  await without(STREAMS, async () => assert.deepEqual(await openCatalogue(keys, modern), catalogue));
  /** @type {Uint8Array[]} */
  const old = [];
  await without(STREAMS, async () => void old.push(await sealCatalogue(keys, catalogue)));
  assert.deepEqual(await openCatalogue(keys, old[0]), catalogue);
});

test("Argon2id is the same where WebAssembly is missing, and tells how far it is", async () => {
  const password = random(64);
  const salt = random(16);
  const fast = await argon2id(password, salt);
  await without(["WebAssembly"], async () => {
    /** @type {number[]} */
    const seen = [];
    assert.deepEqual(await argon2id(password, salt, (done) => seen.push(done)), fast);
    assert.ok(seen.length > 10 && seen.at(-1) === 1 && seen.every((done, i) => i === 0 || done >= seen[i - 1]));
  });
});

test("a page without TLS has no WebCrypto; noble opens age files there", () =>
  without(["crypto"], async () => assert.equal(await native(new Uint8Array(32)), null)));
