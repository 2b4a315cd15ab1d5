/** Two devices, broken lines, a server that serves the wrong bytes: nothing acknowledged is ever lost. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Holder, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

async function twoDevices() {
  const phone = new Holder(server);
  await phone.signsUp();
  return { phone, tablet: await phone.onAnotherDevice() };
}

/** The same numbers on every run. @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

/** Into the bin or out of it, as the device sees it; gives what it did. @param {Holder} device @param {string} id */
async function moves(device, id) {
  const { bin } = await device.asks("refresh");
  const binned = !bin.some((/** @type {any} */ one) => one.id === id);
  await device.asks(binned ? "paper.bin" : "paper.restore", [id]);
  return binned;
}

test("ten interleaved saves of two devices are all there", async () => {
  const { phone, tablet } = await twoDevices();
  await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 ? phone : tablet).adds(`text ${n}`, `paper ${n}`)));
  const all = Array.from({ length: 10 }, (_, n) => `paper ${n}`);
  assert.deepEqual(await phone.sees(), all);
  assert.deepEqual(await tablet.sees(), all);
  for (const { id, name } of (await phone.asks("snapshot")).docs) assert.equal(await phone.reads(id), name.replace("paper", "text"));
});

test("whatever three devices do at once over lines that break, what was acknowledged holds", async () => {
  for (const seed of [1, 2]) {
    const { phone, tablet } = await twoDevices();
    const devices = [phone, tablet, await phone.onAnotherDevice()];
    const roll = dice(seed);
    const kept = /** @type {Map<string, {name: string, binned: boolean}>} */ (new Map());
    const unsure = new Set();
    const tries = async (/** @type {string} */ id, /** @type {Promise<any>} */ work, /** @type {(value: any) => void} */ acknowledged) => {
      const code = await refused(work.then(acknowledged));
      if (code === null) return;
      assert.equal(code, "offline");
      unsure.add(id);
    };
    const papers = await Promise.all(Array.from({ length: 6 }, (_, n) => phone.adds(`p${n}`, `p${n}`)));
    for (const { id, name } of papers) kept.set(id, { name, binned: false });
    for (const device of devices) {
      await device.asks("refresh");
      device.line.cut = () => (["before", "after", undefined, undefined, undefined, undefined, undefined][roll(7)]);
    }
    for (let round = 0; round < 4; round++) {
      const works = papers.map(({ id }, n) => {
        const device = /** @type {Holder} */ (devices[(n + round) % 3]);
        const name = `p${n} round ${round}`;
        if (roll(3)) return tries(id, device.asks("paper.edit", { id, name }), () => void (/** @type {any} */ (kept.get(id)).name = name));
        return tries(id, moves(device, id), (binned) => void (/** @type {any} */ (kept.get(id)).binned = binned));
      });
      await Promise.all(works);
      for (const device of devices) while (await refused(device.asks("refresh")));
    }
    for (const device of devices) device.line.cut = () => {};
    const { docs, bin } = await tablet.comesBack();
    for (const [id, { name, binned }] of kept) {
      const found = (/** @type {any[]} */ list) => list.find((one) => one.id === id);
      assert.ok(found(docs) ?? found(bin), `paper ${id} is gone (seed ${seed})`);
      if (unsure.has(id)) continue;
      assert.equal((found(docs) ?? found(bin)).name, name, `seed ${seed}`);
      assert.equal(Boolean(found(bin)), binned, `seed ${seed}`);
    }
  }
});

test("a device killed between upload and catalogue leaves the wallet as it was, and a retry works", async () => {
  const { phone, tablet } = await twoDevices();
  await phone.adds("first", "first");
  tablet.line.cut = (_, path) => (path === "vault" ? "before" : undefined);
  assert.equal(await refused(tablet.adds("second", "second")), "offline");
  assert.ok(tablet.line.paths().includes("blob"));
  assert.deepEqual(await phone.sees(), ["first"]);
  tablet.line.cut = () => {};
  await tablet.adds("second", "second");
  assert.deepEqual(await phone.sees(), ["first", "second"]);
});

test("a save whose answer gets lost counts once", async () => {
  const { phone, tablet } = await twoDevices();
  let cuts = 1;
  tablet.line.cut = (_, path) => (path === "vault" && cuts-- > 0 ? "after" : undefined);
  await tablet.adds("once", "once");
  assert.deepEqual(await phone.sees(), ["once"]);
});

test("an upload whose answer gets lost is not sent into the void", async () => {
  const { phone } = await twoDevices();
  let cuts = 1;
  phone.line.cut = (_, path) => (path === "blob" && cuts-- > 0 ? "after" : undefined);
  const { id } = await phone.adds("sent twice");
  assert.equal(await phone.reads(id), "sent twice");
});

test("both replace the same paper at once: both contents stay", async () => {
  const { phone, tablet } = await twoDevices();
  const { id } = await phone.adds("old", "contract");
  await tablet.asks("refresh");
  const newer = (/** @type {string} */ text) => ({ id, bytes: new TextEncoder().encode(text).buffer, mime: "text/plain" });
  await Promise.all([phone.asks("paper.replace", newer("by phone")), tablet.asks("paper.replace", newer("by tablet"))]);
  const { docs } = await phone.comesBack();
  assert.deepEqual((await Promise.all(docs.map((/** @type {any} */ one) => phone.reads(one.id)))).sort(), ["by phone", "by tablet"]);
});

test("removed for good on one device stays removed, whatever the other writes on it", async () => {
  const { phone, tablet } = await twoDevices();
  const { id } = await phone.adds("secret");
  await tablet.asks("refresh");
  const copy = { ...tablet.keeper.catalogue.docs[0] };
  await phone.asks("paper.remove", [id]);
  const days = await phone.keeper.api.json("vault/versions", {}, { session: phone.keeper.token });
  assert.deepEqual(days, { days: [] });
  assert.equal(await refused(tablet.asks("paper.edit", { id, name: "still here" })), null);
  assert.deepEqual(await tablet.sees(), []);
  assert.equal(await refused(phone.keeper.api.json("blob/get", { id: copy.blob, read: copy.read })), "not_found");
});

test("an older catalogue is refused as replayed, and the open one stays", async () => {
  const { phone, tablet } = await twoDevices();
  await phone.adds("one", "one");
  const old = await phone.keeper.api.request("vault", { method: "GET", session: phone.keeper.token });
  await phone.adds("two", "two");
  phone.line.change = (path, answer) => (path === "vault" ? old : answer);
  assert.equal(await refused(phone.asks("refresh")), "replayed");
  assert.equal((await phone.asks("snapshot")).docs.length, 2);
  phone.line.change = (_, answer) => answer;
  await tablet.adds("three", "three");
  assert.deepEqual(await phone.sees(), ["one", "three", "two"]);
});

test("changed, cut, foreign and stretched catalogues are refused as damaged, and nothing else is touched", async () => {
  const { phone } = await twoDevices();
  const stranger = new Holder(server);
  await stranger.signsUp();
  const foreign = await stranger.keeper.api.request("vault", { method: "GET", session: stranger.keeper.token });
  const wrongs = /** @type {((bytes: Uint8Array) => Uint8Array)[]} */ ([
    (bytes) => bytes.map((byte, at) => (at === 5000 ? byte ^ 1 : byte)),
    (bytes) => bytes.slice(0, 8192),
    (bytes) => bytes.slice(0, -1),
    (bytes) => new Uint8Array([...bytes, ...bytes]),
    () => new Uint8Array(0),
    () => foreign.bytes,
  ]);
  for (const wrong of wrongs) {
    phone.line.change = (path, answer) => (path === "session" ? { ...answer, bytes: wrong(answer.bytes) } : answer);
    assert.equal(await refused(phone.comesBack()), "damaged_list");
  }
  phone.line.change = (_, answer) => answer;
  await phone.comesBack();
});

test("changed, cut, swapped and missing papers are refused one by one; the others open", async () => {
  const { phone } = await twoDevices();
  const [good, bad] = [await phone.adds("good"), await phone.adds("bad")];
  const other = phone.keeper.catalogue.docs[0];
  const swapped = await phone.keeper.api.asking("blob/get", { id: other?.blob, read: other?.read });
  const wrongs = /** @type {((bytes: Uint8Array) => Uint8Array)[]} */ ([
    (bytes) => bytes.map((byte, at) => (at === bytes.length - 40 ? byte ^ 1 : byte)),
    (bytes) => bytes.slice(0, -100),
    (bytes) => bytes.slice(0, 30),
    () => new Uint8Array(0),
    () => swapped.bytes,
  ]);
  for (const wrong of wrongs) {
    phone.line.change = (path, answer) => (path === "blob/get" ? { ...answer, bytes: wrong(answer.bytes) } : answer);
    assert.equal(await refused(phone.asks("paper.open", bad.id)), "damaged");
  }
  phone.line.change = (_, answer) => answer;
  assert.equal(await phone.reads(good.id), "good");
  assert.equal(await phone.reads(bad.id), "bad");
});

test("ending the other sessions: the other device's next tap finds nothing open", async () => {
  const { phone, tablet } = await twoDevices();
  await phone.asks("session.endOthers");
  assert.equal(await refused(tablet.asks("refresh")), "no_session");
  assert.equal(tablet.lost, 1);
  assert.throws(() => tablet.keeper.keys);
  assert.equal(await refused(tablet.asks("snapshot")), "no_session");
  await phone.asks("refresh");
  assert.equal(phone.lost, 0);
});

test("the end wipes the keys, even with the line down", async () => {
  const { phone, tablet } = await twoDevices();
  const { vaultId, authSecret } = phone.keeper.keys;
  await phone.asks("end");
  assert.ok([...vaultId, ...authSecret].every((byte) => byte === 0));
  assert.equal(await refused(phone.asks("refresh")), "no_session");
  tablet.line.cut = () => "before";
  await tablet.asks("end");
  assert.throws(() => tablet.keeper.keys);
});

test("an upload can be called off", async () => {
  const { phone } = await twoDevices();
  const stop = new AbortController();
  const doing = { signal: stop.signal, tell: (/** @type {string} */ step) => void (step === "send" && stop.abort()) };
  const arg = { bytes: new TextEncoder().encode("no").buffer, mime: "text/plain", name: "no" };
  assert.equal(await refused(phone.asks("paper.add", arg, doing)), "cancelled");
  assert.deepEqual(await phone.sees(), []);
});
