// What is sealed comes back, nothing else does; what is drawn is drawn evenly. The vectors hold the fixed cases.
import assert from "node:assert/strict";
import { test } from "node:test";
import { b64, concat, equal, hex, random, u32, unb64, unhex } from "../../wallet/static/js/crypto/bytes.js";
import { cardGroups, cardQr, groupOk, newCard, parseGroups, parseQr } from "../../wallet/static/js/crypto/card.js";
import { openCatalogue, sealCatalogue } from "../../wallet/static/js/crypto/catalogue.js";
import { damm, randomDigits } from "../../wallet/static/js/crypto/damm.js";
import { newDigits } from "../../wallet/static/js/crypto/digits.js";
import { BOX, doorId, KINDS, openBox, sealBox } from "../../wallet/static/js/crypto/door.js";
import { blind } from "../../wallet/static/js/crypto/oprf.js";
import { loginMessage, loginSignature, vaultKeys, verify } from "../../wallet/static/js/crypto/root.js";
import { openM, openManifest, parseFragment, sealM, sealManifest, shareUrl } from "../../wallet/static/js/crypto/share.js";

const v = /** @type {const} */ (1);
const rounds = Array.from({ length: 50 }, () => random(16));

test("base64url comes back, whatever the length", () => {
  for (let n = 0; n < 70; n++) {
    const bytes = random(n);
    assert.equal(b64(bytes), Buffer.from(bytes).toString("base64url"));
    assert.deepEqual(unb64(b64(bytes)), bytes);
    assert.deepEqual(unhex(hex(bytes)), bytes);
  }
});

test("bytes are compared whole", () => {
  assert.ok(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 2)));
  for (const other of [[1], [1, 3], [0, 2], [1, 2, 0]]) assert.ok(!equal(Uint8Array.of(1, 2), Uint8Array.from(other)));
  assert.throws(() => u32(2 ** 32), { code: "bad_length" });
  assert.deepEqual(u32(0xfffefdfc), Uint8Array.of(255, 254, 253, 252));
});

test("every card comes back from its groups and from its QR", () => {
  for (const card of [...rounds, newCard(), new Uint8Array(16), new Uint8Array(16).fill(255)]) {
    assert.deepEqual(parseGroups(cardGroups(card)), card);
    assert.deepEqual(parseQr(cardQr(card)), card);
  }
});

test("one wrong digit, or two neighbours swapped, is noticed in the group where it happened", () => {
  for (const group of rounds.flatMap(cardGroups)) {
    for (let i = 0; i < 5; i++) {
      const wrong = group.slice(0, i) + ((Number(group[i]) + 3) % 10) + group.slice(i + 1);
      assert.ok(groupOk(group) && !groupOk(wrong));
      const swapped = group.slice(0, i) + (group[i + 1] ?? "") + group[i] + group.slice(i + 2);
      if (i < 4 && group[i] !== group[i + 1]) assert.ok(!groupOk(swapped));
    }
  }
});

test("a check digit makes the whole come out at zero", () => assert.equal(damm("572" + damm("572")), "0"));

test("codes and digits are drawn evenly and keep their leading zeros", () => {
  const drawn = Array.from({ length: 4000 }, () => randomDigits(6));
  assert.ok(drawn.every((code) => /^[0-9]{6}$/.test(code)) && /^[0-9]{7}$/.test(newDigits()));
  for (let digit = 0; digit < 10; digit++) {
    const share = drawn.filter((code) => code[0] === String(digit)).length;
    assert.ok(share > 280 && share < 520, `${digit}: ${share}`);
  }
});

test("a box has one size, tells nothing twice, and opens to its own root and kind", () => {
  const [suk, root] = [random(32), random(32)];
  for (const kind of Object.values(KINDS)) {
    const box = sealBox(suk, kind, root);
    assert.equal(box.length, BOX);
    assert.deepEqual(openBox(suk, box), { kind, root });
    assert.notDeepEqual(sealBox(suk, kind, root), box);
  }
  assert.throws(() => openBox(random(32), sealBox(suk, 1, root)), { code: "damaged" });
  assert.notDeepEqual(doorId(suk), doorId(random(32)));
});

test("a catalogue doubles as it grows and refuses beyond 1 MiB", async () => {
  const keys = await vaultKeys(random(32));
  /** Random names do not compress. */
  const of = (/** @type {number} */ n) => ({ v, seq: 1, docs: Array.from({ length: n }, () => ({ name: hex(random(40)) })) });
  for (const [count, size] of [[0, 16], [500, 32], [1500, 128]]) {
    const catalogue = of(count);
    const sealed = await sealCatalogue(keys, catalogue);
    assert.equal(sealed.length, size * 1024);
    assert.deepEqual(await openCatalogue(keys, sealed), catalogue);
  }
  await assert.rejects(sealCatalogue(keys, of(30_000)), { code: "too_large" });
});

test("a catalogue of another vault, or of another place, does not open", async () => {
  const [mine, other] = [await vaultKeys(random(32)), await vaultKeys(random(32))];
  const sealed = await sealCatalogue(mine, { v, seq: 0 });
  await assert.rejects(openCatalogue(other, sealed), { code: "damaged" });
  await assert.rejects(openCatalogue({ ...mine, vaultId: other.vaultId }, sealed), { code: "damaged" });
});

test("a manifest comes back in steps of 8 KiB, for its own share only", () => {
  const [m, id] = [random(32), random(16)];
  for (const [letters, size] of [[0, 8192], [8100, 8192], [8140, 16384], [200_000, 204_800]]) {
    const manifest = { v, note: "n".repeat(letters) };
    const sealed = sealManifest(m, id, manifest);
    assert.equal(sealed.length, size);
    assert.deepEqual(openManifest(m, id, sealed), manifest);
    assert.throws(() => openManifest(m, random(16), sealed), { code: "damaged" });
  }
  assert.throws(() => sealManifest(m, id, { v, note: "n".repeat(262_200) }), { code: "too_large" });
});

test("M opens at its own door only", () => {
  const [key, door, m] = [random(32), random(16), random(32)];
  const sealed = sealM(key, door, "link", m);
  assert.equal(sealed.length, 72);
  assert.deepEqual(openM(key, door, "link", sealed), m);
  assert.throws(() => openM(key, door, "code", sealed), { code: "damaged" });
  assert.throws(() => openM(key, random(16), "link", sealed), { code: "damaged" });
});

test("a link carries door and S in its fragment only", () => {
  const [door, s] = [random(16), random(16)];
  const url = new URL(shareUrl("https://wallet.example", door, s));
  assert.equal(url.pathname + url.search, "/s");
  assert.deepEqual(parseFragment(url.hash), { doorId: door, S: s });
  assert.equal(parseFragment("#"), null);
});

test("a login signature is bound to origin, vault and nonce", async () => {
  const [keys, other, nonce] = [await vaultKeys(random(32)), await vaultKeys(random(32)), random(32)];
  const signature = loginSignature(keys, "https://a.example", nonce);
  const holds = (/** @type {string} */ origin, /** @type {Uint8Array} */ id, /** @type {Uint8Array} */ pub) => verify(pub, loginMessage(origin, id, nonce), signature);
  assert.ok(holds("https://a.example", keys.vaultId, keys.authPub));
  assert.ok(!holds("https://b.example", keys.vaultId, keys.authPub));
  assert.ok(!holds("https://a.example", other.vaultId, keys.authPub));
  assert.ok(!holds("https://a.example", keys.vaultId, other.authPub));
  assert.ok(!verify(keys.authPub, nonce, signature.subarray(1)));
});

test("signatures are checked strictly: a key of small order signs nothing", () => {
  const identity = concat(Uint8Array.of(1), new Uint8Array(31));
  assert.ok(!verify(identity, random(5), concat(identity, new Uint8Array(32))));
});

test("the same input is blinded differently each time", () => {
  const [one, two] = [blind(Uint8Array.of(1)), blind(Uint8Array.of(1))];
  assert.notDeepEqual(one.blinded, two.blinded);
  assert.notDeepEqual(one.blind, two.blind);
});
