/** Closing for good, and being away for long. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Holder, Recipient, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

/** @returns {Promise<any>} somebody with two papers, one of them shown */
async function karim() {
  const one = /** @type {any} */ (new Holder(server));
  await one.signsUp("pocket");
  for (const name of ["decision", "lease"]) await one.adds(`${name} text`, name);
  await one.settles();
  return one;
}

const names = (/** @type {any} */ snapshot) => snapshot.docs.map((/** @type {any} */ one) => one.name).sort();

test("after fourteen months the wallet opens as it was", async () => {
  const one = await karim();
  await server.forward("days", 430);
  const snapshot = await one.comesBack();
  assert.deepEqual(names(snapshot), ["decision", "lease"]);
  for (const paper of snapshot.docs) assert.equal(await one.reads(paper.id), `${paper.name} text`);
  one.restart();
  await one.asks("unlock.card", { card: one.card.groups, three: one.three });
});

test("closed, it ends what is shown at once, and is gone after thirty days", async () => {
  const one = await karim();
  const [paper] = one.keeper.catalogue.docs;
  const shared = await one.shares([paper.id]);
  await one.asks("people.begin", { names: ["a", "b", "c"], wait: 1, said: one.said });
  await one.asks("people.finish");
  await one.asks("vault.close");
  assert.equal(await refused(new Recipient(server).opens(shared.link)), "not_found");
  await server.forward("days", 31);
  await server.sweeps();
  assert.equal(await refused(one.comesBack()), "nothing_opens");
  assert.equal(await refused(one.asks("unlock.card", { card: one.card.groups, three: one.three })), "nothing_opens");
  const read = one.keeper.api.asking("blob/get", { id: paper.blob, read: paper.read });
  assert.equal(await refused(read), "not_found");
});

test("any unlock within the thirty days undoes it", async () => {
  const one = await karim();
  await one.asks("vault.close");
  await server.forward("days", 29);
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease"]);
  await server.forward("days", 100);
  await server.sweeps();
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease"]);
});

test("closing from the fuller side closes what it opens beside, too", async () => {
  const one = await karim();
  const drawn = await one.asks("another.begin");
  const other = { row: drawn.row };
  await one.asks("another.finish", other);
  await one.comesBack(other);
  await one.adds("x", "my story");
  await one.asks("vault.close");
  await server.forward("days", 31);
  await server.sweeps();
  assert.equal(await refused(one.comesBack(other)), "nothing_opens");
  assert.equal(await refused(one.comesBack()), "nothing_opens");
});
