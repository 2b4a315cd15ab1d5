// Chosen papers on a phone: in step with the wallet, opened by the phone's passkey without any server, and by nothing else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { random } from "../../wallet/static/js/crypto/bytes.js";
import { Holder, Server, refused } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

/** A wallet with two papers whose phone is a way in. */
async function withPhone() {
  const amal = new Holder(server);
  await amal.signsUp();
  const one = await amal.adds("the first", "one");
  const two = await amal.adds("the second", "two");
  const prf = /** @type {ArrayBuffer} */ (random(32).buffer);
  await amal.asks("passkey.add", { prf, name: "phone" });
  return { amal, prf, one: one.id, two: two.id };
}

/** What is read on the phone where no server is. @param {ArrayBuffer} container @param {ArrayBuffer} prf */
async function readsAlone(container, prf) {
  const phone = new Holder(server);
  phone.line.cut = () => "before";
  const { docs } = await phone.asks("offline.open", { container, prf });
  const texts = [];
  for (const { id, name } of docs) texts.push([name, new TextDecoder().decode((await phone.asks("offline.read", id)).bytes)]);
  return texts;
}

test("what was chosen is read without a server, by the phone's passkey alone", async () => {
  const { amal, prf, two } = await withPhone();
  const container = await amal.asks("offline.keep", { ids: [two], container: null, prf });
  assert.deepEqual(await readsAlone(container, prf), [["two", "the second"]]);
  assert.equal(await refused(readsAlone(container, random(32).buffer)), "nothing_opens");
  const spoilt = new Uint8Array(container.slice(0));
  spoilt[100] ^= 1;
  assert.equal(await refused(readsAlone(spoilt.buffer, prf)), "damaged");
});

test("a passkey that is no way into this wallet keeps nothing", async () => {
  const { amal, one } = await withPhone();
  assert.equal(await refused(amal.asks("offline.keep", { ids: [one], container: null, prf: random(32).buffer })), "no_passkey");
});

test("new names, new versions and removals reach the phone; what is as it was is not written again", async () => {
  const { amal, prf, one, two } = await withPhone();
  const container = await amal.asks("offline.keep", { ids: [one, two], container: null, prf });
  assert.equal(await amal.asks("offline.renew", { container }), null);
  await amal.asks("paper.edit", { id: one, name: "first" });
  await amal.asks("paper.replace", { id: two, bytes: new TextEncoder().encode("newer").buffer, mime: "text/plain" });
  const renewed = await amal.asks("offline.renew", { container });
  assert.deepEqual(await readsAlone(renewed, prf), [["first", "the first"], ["two", "newer"]]);
  await amal.asks("paper.bin", [two]);
  assert.deepEqual(await readsAlone(await amal.asks("offline.renew", { container: renewed }), prf), [["first", "the first"]]);
});

test("only what the phone lacks is fetched", async () => {
  const { amal, prf, one, two } = await withPhone();
  const container = await amal.asks("offline.keep", { ids: [one], container: null, prf });
  amal.line.asked = [];
  await amal.asks("offline.keep", { ids: [one, two], container, prf: null });
  assert.equal(amal.line.paths().filter((path) => path === "blob/get").length, 1);
});

test("another wallet leaves the container alone", async () => {
  const { amal, prf, one } = await withPhone();
  const container = await amal.asks("offline.keep", { ids: [one], container: null, prf });
  const friend = new Holder(server);
  await friend.signsUp();
  assert.equal(await friend.asks("offline.renew", { container }), null);
});

test("a closing reaches the phone when it opens the wallet, and its end brings back what was chosen", async () => {
  const { amal, prf, one, two } = await withPhone();
  const container = await amal.asks("offline.keep", { ids: [one, two], container: null, prf });
  await amal.asks("lock.begin", { docs: [one], until: amal.keeper.now() + 3600, early: false });
  const closed = await amal.asks("offline.renew", { container });
  assert.deepEqual(await readsAlone(closed, prf), [["one", "the first"]]);
  await server.forward("minutes", 61);
  await amal.comesBack();
  const again = await amal.asks("offline.renew", { container: closed });
  assert.deepEqual(await readsAlone(again, prf), [["one", "the first"], ["two", "the second"]]);
});
