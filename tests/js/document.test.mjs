// Documents: sealed by age-encryption to the vault, opened with the file key alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Decrypter } from "age-encryption";
import { openAge } from "../../wallet/static/js/crypto/agefile.js";
import { random, text } from "../../wallet/static/js/crypto/bytes.js";
import { BUCKETS, bucket, checkDocument, pad, sealDocument, sealedSize } from "../../wallet/static/js/crypto/document.js";
import { sha256 } from "../../wallet/static/js/crypto/hkdf.js";
import { vaultKeys } from "../../wallet/static/js/crypto/root.js";

const keys = await vaultKeys(random(32));
/** Not random: large contents would be slow to draw. */
const content = (/** @type {number} */ size) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 9)) & 255);

for (const size of [0, 1, 65535, 65536, 65537, 300_000, 17_000_001]) {
  test(`a document of ${size} bytes comes back`, async () => {
    const paper = content(size);
    const sealed = await sealDocument(keys.ageRecipient, paper);
    assert.equal(sealed.len, size);
    assert.equal(sealed.age.length, sealedSize(size));
    assert.deepEqual(sealed.sha256, sha256(paper));
    const plain = await openAge(sealed.fileKey, sealed.age);
    assert.deepEqual(plain, pad(paper));
    assert.deepEqual(await checkDocument(plain, sealed), paper);
  });
}

test("the vault's identity opens it with any age program: one stanza, post-quantum, nothing else", async () => {
  const paper = content(70_000);
  const { age } = await sealDocument(keys.ageRecipient, paper);
  const head = text(age.slice(0, age.indexOf(45, 0) + 40));
  assert.match(head, /^age-encryption\.org\/v1\n-> mlkem768x25519 /);
  assert.equal(Buffer.from(age).toString("latin1").split("\n-> ").length, 2);
  const decrypter = new Decrypter();
  decrypter.addIdentity(keys.ageIdentity);
  assert.deepEqual(await decrypter.decrypt(age), pad(paper));
});

test("another vault's identity does not open it", async () => {
  const { age } = await sealDocument(keys.ageRecipient, content(10));
  const decrypter = new Decrypter();
  decrypter.addIdentity((await vaultKeys(random(32))).ageIdentity);
  await assert.rejects(decrypter.decrypt(age));
});

test("its size tells the bucket only", async () => {
  const sizes = await Promise.all([0, 1, 65536].map(async (size) => (await sealDocument(keys.ageRecipient, content(size))).age.length));
  assert.equal(new Set(sizes).size, 1);
});

test("every sealing has its own file key", async () => {
  const [one, two] = await Promise.all([1, 2].map(() => sealDocument(keys.ageRecipient, content(5))));
  assert.notDeepEqual(one.fileKey, two.fileKey);
});

test("progress rises to the end", async () => {
  /** @type {number[]} */
  const seen = [];
  await sealDocument(keys.ageRecipient, content(3_000_000), (done) => seen.push(done));
  assert.ok(seen.length > 10 && seen.every((done, i) => i === 0 || done > seen[i - 1]));
  assert.equal(seen.at(-1), 1);
});

test("there are nineteen buckets up to 32 MiB, and 32,000,000 bytes still fit", () => {
  assert.equal(BUCKETS.length, 19);
  assert.equal(BUCKETS[18], 32 * 1024 * 1024);
  assert.ok(BUCKETS.every((size) => size % 4096 === 0));
  assert.equal(bucket(32_000_000), BUCKETS[18]);
  assert.throws(() => bucket(32_000_001), { code: "too_large" });
});

test("the event loop turns while a large document is sealed and opened", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const sealed = await sealDocument(keys.ageRecipient, content(8_000_000));
  const whileSealing = turns;
  await openAge(sealed.fileKey, sealed.age);
  clearInterval(timer);
  assert.ok(whileSealing > 0 && turns > whileSealing, `${whileSealing} ${turns}`);
});
