// The lean age reader, and the age-encryption it stands beside, against the age project's own vectors.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { armor, Decrypter } from "age-encryption";
import * as cctv from "cctv-age";
import { openAge, readAge } from "../../wallet/static/js/crypto/agefile.js";
import { unhex } from "../../wallet/static/js/crypto/bytes.js";
import { native, script } from "../../wallet/static/js/crypto/chunks.js";

/** @typedef {{name: string, head: Record<string, string[]>, file: Uint8Array<ArrayBuffer>}} Sample */

/** @returns {Sample} */
function sample(/** @type {string} */ name, /** @type {Uint8Array} */ bytes) {
  const end = Buffer.from(bytes).indexOf("\n\n");
  /** @type {Record<string, string[]>} */
  const head = {};
  for (const line of Buffer.from(bytes.subarray(0, end)).toString().split("\n")) {
    const [, key, value] = /^(.*?): (.*)$/.exec(line) ?? [];
    (head[key] ??= []).push(value);
  }
  const body = bytes.subarray(end + 2);
  return { name, head, file: new Uint8Array(head.compressed ? inflateSync(body) : body) };
}

const samples = Object.entries(/** @type {Record<string, any>} */ (cctv)).filter(([, bytes]) => bytes instanceof Uint8Array).map(([name, bytes]) => sample(name, bytes));
const sum = (/** @type {Uint8Array} */ bytes) => createHash("sha256").update(bytes).digest("hex");
const damaged = { name: "WalletError", code: "damaged" };

/** Faults of a recipient's stanza, or a file for somebody else: whoever holds the file key does not meet them. */
function aboutRecipient(/** @type {Sample} */ { name, head }) {
  const fault = ["header failure", "no match"].includes(head.expect[0]) && /^(hybrid|scrypt|x25519)/.test(name);
  return fault && !/not_canonical_body|long_file_key/.test(name);
}

function pieces(/** @type {Uint8Array} */ bytes, /** @type {number} */ step) {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + step));
      at += step;
    },
  });
}

test("there are 143 samples", () => assert.equal(samples.length, 143));

for (const one of samples) {
  const { name, head, file } = one;
  const fileKey = unhex(head["file key"][0]);
  const opens = !head.armored && (head.expect[0] === "success" || aboutRecipient(one));
  test(`${name} ${opens ? "opens" : "is refused"} with the file key`, async () => {
    if (!opens) return assert.rejects(openAge(fileKey, file), damaged);
    const plain = await openAge(fileKey, file);
    if (head.payload) assert.equal(sum(plain), head.payload[0]);
  });
  test(`${name} is the same in pieces`, async () => {
    for (const step of file.length < 5000 ? [1, 7] : [4093, 65552]) {
      const reading = openAge(fileKey, pieces(file, step));
      if (!opens) await assert.rejects(reading, damaged);
      else assert.deepEqual(await reading, await openAge(fileKey, file));
    }
  });
}

for (const { name, head, file } of samples) {
  test(`age-encryption agrees on ${name}`, async () => {
    const decrypter = new Decrypter();
    for (const identity of head.identity ?? []) decrypter.addIdentity(identity);
    for (const passphrase of head.passphrase ?? []) decrypter.addPassphrase(passphrase);
    const opening = async () => decrypter.decrypt(head.armored ? armor.decode(Buffer.from(file).toString("latin1")) : file);
    if (head.expect[0] === "success") assert.equal(sum(await opening()), head.payload[0]);
    else await assert.rejects(opening());
  });
}

test("chunks come out in order, proven, and before a later one fails", async () => {
  const broken = samples.find(({ name }) => name === "stream_bad_tag_second_chunk");
  assert.ok(broken);
  /** @type {[number, number][]} */
  const seen = [];
  const reading = readAge(unhex(broken.head["file key"][0]), broken.file, (chunk, done) => seen.push([chunk.length, done]));
  await assert.rejects(reading, damaged);
  assert.deepEqual(seen, [[65536, 65536]]);
});

test("the browser's own cipher and noble's open alike", async () => {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const byBrowser = await native(key);
  const nonce = new Uint8Array(12);
  const { chacha20poly1305 } = await import("@noble/ciphers/chacha.js");
  const sealed = chacha20poly1305(key, nonce).encrypt(Uint8Array.of(1, 2, 3));
  for (const open of byBrowser ? [byBrowser, script(key)] : [script(key)]) {
    const plain = new Uint8Array(3);
    await open(nonce, sealed, plain);
    assert.deepEqual(plain, Uint8Array.of(1, 2, 3));
    await assert.rejects(async () => open(nonce, sealed.map((byte, i) => byte ^ Number(i === 5)), plain));
  }
});

test("a stream that goes wrong is cancelled, so that its download ends", async () => {
  let cancelled = false;
  const stream = new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode("no age file\n")),
    cancel: () => void (cancelled = true),
  });
  await assert.rejects(openAge(new Uint8Array(16), stream), damaged);
  assert.ok(cancelled);
});
