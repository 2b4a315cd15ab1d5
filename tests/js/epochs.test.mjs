/** A new seed of the guess evaluator on a real server: before it, meanwhile, and after the end of the former one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Api, send } from "../../wallet/static/js/api.js";
import { doorOf } from "../../wallet/static/js/mandate_door.js";
import { openMandate } from "../../wallet/static/js/mandate_opening.js";
import { anyRow, Holder, Recipient, refused, Server } from "./people.mjs";

/** A server of its own: a new seed is everybody's. @param {string} name @param {(server: Server) => Promise<void>} work */
function onServer(name, work) {
  test(name, async () => {
    const server = await Server.start();
    try {
      await work(server);
    } finally {
      await server.stop();
    }
  });
}

/** @param {Server} server @param {"pocket" | "safe"} kind */
async function holder(server, kind) {
  const one = new Holder(server);
  await one.signsUp(kind);
  await one.adds("my story");
  return one;
}

/** @param {any} snapshot */
const kinds = (snapshot) => snapshot.doors.map((/** @type {any} */ one) => one.kind).sort();

/** @param {Holder} one */
async function byCard(one) {
  one.restart();
  const snapshot = await one.asks("unlock.card", { card: one.card.groups, three: one.card.kind === "safe" ? null : one.three });
  await one.settles();
  return snapshot;
}

onServer("who opens meanwhile opens ever after, with row and card; who did not, with neither", async (server) => {
  const [amal, jonas, carla] = [await holder(server, "pocket"), await holder(server, "pocket"), await holder(server, "pocket")];
  await server.epoch("begin");
  assert.deepEqual(kinds(await amal.comesBack()), ["pocket", "secret"]);
  assert.deepEqual(kinds(await byCard(carla)), ["pocket", "secret"]);
  await server.epoch("end");
  assert.deepEqual(kinds(await amal.comesBack()), ["pocket", "secret"]);
  assert.deepEqual(await amal.sees(), ["paper"]);
  assert.deepEqual(kinds(await byCard(amal)), ["pocket", "secret"], "a card that lay at home went over with its row");
  assert.deepEqual(kinds(await byCard(carla)), ["pocket", "secret"]);
  assert.equal(await refused(carla.comesBack()), "nothing_opens", "a card tells nobody its row");
  assert.equal(await refused(jonas.comesBack()), "nothing_opens");
  assert.equal(await refused(byCard(jonas)), "nothing_opens");
});

onServer("a move that is cut is done at the next opening, of row and card", async (server) => {
  for (const path of ["door/put", "door/delete", "vault"]) assert.ok(await movesAfterCut(server, path), path);
});

/** Whether row and card open without the former seed, where the line was cut at their move. @param {Server} server @param {string} path */
async function movesAfterCut(server, path) {
  const one = await holder(server, "pocket");
  await server.epoch("begin");
  one.line.cut = (_, asked) => (asked === path ? "before" : undefined);
  const opens = await refused(one.comesBack());
  one.line.cut = () => {};
  if (opens === null) await one.comesBack();
  await server.epoch("end");
  return opens === null && kinds(await one.comesBack()).join() === "pocket,secret" && kinds(await byCard(one)).join() === "pocket,secret";
}

onServer("a secret that is given again counts before its door has moved", async (server) => {
  const one = await holder(server, "safe");
  await server.epoch("begin");
  one.restart();
  await one.asks("unlock.card", { card: one.card.groups, three: null });
  one.card = { ...(await one.asks("door.newCard", { kind: "pocket" })), kind: "pocket" };
  assert.equal(await refused(one.asks("door.keepCard", anyRow())), "nothing_opens");
  assert.deepEqual(kinds(await one.asks("door.keepCard", one.said)), ["pocket", "safe", "secret"]);
  await one.settles();
  await server.epoch("end");
  assert.deepEqual(kinds(await byCard(one)), ["pocket", "safe", "secret"]);
});

/** Twelve digits and a helper's card for the same wallet. @param {Holder} one */
async function gives(one) {
  const [{ id }] = (await one.asks("refresh")).docs;
  const share = await one.shares([id]);
  const { digits } = await one.asks("share.digits", share.id);
  const wish = { helper: "Sofie", kinds: ["identity-card"], until: one.keeper.now() + 86_400, print: true, add: false, shownName: "Amal" };
  const card = await one.asks("mandate.card", (await one.asks("mandate.make", wish)).id);
  await one.settles();
  return { digits, card };
}

/** Whether digits and card open, by what is refused. @param {Server} server @param {{digits: string, card: {link: string, code: string}}} given */
async function opens(server, { digits, card }) {
  const api = new Api(server.origin, send, []);
  const byDigits = refused(new Recipient(server).types(digits));
  const byHelper = doorOf(api, new URL(card.link).hash, card.code, () => {}).then((door) => refused(openMandate(api, door)));
  return [await byDigits, await byHelper];
}

onServer("digits and helpers' cards open as long as the seed that they were made under", async (server) => {
  const one = await holder(server, "safe");
  const before = await gives(one);
  assert.deepEqual(await opens(server, before), [null, null]);
  await server.epoch("begin");
  const during = await gives(one);
  assert.deepEqual(await opens(server, before), [null, null]);
  assert.deepEqual(await opens(server, during), [null, null]);
  await server.epoch("end");
  assert.deepEqual(await opens(server, during), [null, null]);
  assert.deepEqual(await opens(server, before), ["not_found", "not_found"]);
});

onServer("a lock that is opened meanwhile ends as any lock does", async (server) => {
  const one = await holder(server, "pocket");
  await one.adds("the lease", "lease");
  const { docs } = await one.asks("refresh");
  await server.epoch("begin");
  await one.asks("lock.begin", { docs: [docs.find((/** @type {any} */ doc) => doc.name === "lease").id], until: one.keeper.now() + 3600, early: false });
  await one.comesBack();
  assert.deepEqual(await one.sees(), ["lease"]);
  await byCard(one);
  assert.deepEqual(await one.sees(), ["lease"]);
  await server.forward("minutes", 61);
  await one.comesBack();
  assert.deepEqual(await one.sees(), ["lease", "paper"]);
  await server.epoch("end");
  assert.deepEqual(kinds(await one.comesBack()), ["pocket", "secret"]);
  assert.deepEqual(kinds(await byCard(one)), ["pocket", "secret"]);
});
