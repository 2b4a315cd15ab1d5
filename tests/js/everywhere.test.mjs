/** Close everywhere, new secret; cut at every step. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Holder, Recipient, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

/** Nadege with two papers, one in the bin, and an open tablet that somebody else holds. */
async function nadege() {
  const holder = new Holder(server);
  await holder.signsUp();
  const [one, two] = [await holder.adds("one", "one"), await holder.adds("two", "two")];
  await holder.asks("paper.bin", [two.id]);
  await holder.settles();
  return { holder, one, two };
}

/** Draws the new secret and card. @param {Holder} holder */
async function begins(holder) {
  const drawn = await holder.asks("everywhere.begin");
  const card = await holder.asks("everywhere.card", { kind: "safe" });
  return { said: { row: drawn.row }, card };
}

/** @param {Holder} holder @param {{one: any, two: any}} papers */
async function hasAll(holder, { one, two }) {
  const { docs, bin } = await holder.asks("refresh");
  assert.deepEqual([docs.map((/** @type {any} */ doc) => doc.id), bin.map((/** @type {any} */ doc) => doc.id)], [[one.id], [two.id]]);
  assert.equal(await holder.reads(one.id), "one");
  assert.equal(await holder.reads(two.id), "two");
}

test("everything moves, byte for byte; the old secret, card, tablet, link and tokens are dead", async () => {
  const { holder, one, two } = await nadege();
  const tablet = await holder.onAnotherDevice();
  const [oldSaid, oldCard] = [holder.said, holder.card];
  const shared = await holder.shares([one.id]);
  const desk = new Recipient(server);
  const manifest = await desk.opens(shared.link);
  const before = { ...holder.keeper.catalogue.docs[0] };
  const { said, card } = await begins(holder);
  assert.deepEqual((await holder.asks("everywhere.finish", said)).docs.map((/** @type {any} */ doc) => doc.name), ["one"]);
  assert.deepEqual(await holder.keeper.api.json("vault/versions", {}, { session: holder.keeper.token }), { days: [] });
  await hasAll(holder, { one, two });
  assert.equal(await refused(tablet.asks("refresh")), "no_session");
  assert.equal(tablet.lost, 1);
  assert.equal(await refused(tablet.comesBack(oldSaid)), "nothing_opens");
  tablet.restart();
  assert.equal(await refused(tablet.asks("unlock.card", { card: oldCard.groups, three: null })), "nothing_opens");
  assert.equal(await refused(desk.opens(shared.link)), "not_found");
  assert.equal(await refused(desk.reads(manifest.items[0])), "not_found");
  assert.equal(await refused(desk.api.json("blob/get", { id: before.blob, read: before.read })), "not_found");
  await holder.comesBack(said);
  await hasAll(holder, { one, two });
  holder.restart();
  await holder.asks("unlock.card", { card: card.groups, three: null });
  const { vaults, docs } = holder.keeper.catalogue;
  assert.ok(vaults.every((sibling) => sibling.gone) && docs.every((doc) => !doc.was));
  assert.ok((await holder.asks("snapshot")).shares[0].ended);
});

test("the line dies for good at any step: one secret opens everything, and the new one finishes it", async () => {
  const { holder, one, two } = await nadege();
  for (let at = 1; at < 60; at++) {
    const oldSaid = holder.said;
    await holder.shares([one.id]);
    const { said } = await begins(holder);
    holder.line.asked = [];
    holder.line.cut = (number) => (number >= at ? "before" : undefined);
    const code = await refused(holder.asks("everywhere.finish", said));
    const step = holder.line.paths()[at - 1];
    holder.line.cut = () => {};
    const opensNew = !(await refused(holder.comesBack(said)));
    if (!opensNew) await holder.comesBack(oldSaid);
    await hasAll(holder, { one, two });
    if (opensNew) {
      assert.equal(await refused(new Holder(server).comesBack(oldSaid)), "nothing_opens", step);
      holder.said = said;
    }
    if (code === null) return assert.ok(opensNew);
    assert.equal(code, "offline", step);
  }
  assert.fail("it never came to its end");
});

test("one answer gets lost at any step: the same page ends well, at once or at its second try", async () => {
  const { holder, one, two } = await nadege();
  for (let at = 1; at < 60; at++) {
    const oldSaid = holder.said;
    const { said } = await begins(holder);
    holder.line.asked = [];
    holder.line.cut = (number) => (number === at ? "after" : undefined);
    const code = await refused(holder.asks("everywhere.finish", said));
    const step = holder.line.paths()[at - 1];
    if (code !== null) await holder.asks("everywhere.finish", said);
    const ended = holder.line.asked.length < at;
    holder.line.cut = () => {};
    await hasAll(holder, { one, two });
    assert.equal(await refused(new Holder(server).comesBack(oldSaid)), "nothing_opens", step);
    holder.said = said;
    if (ended) return;
  }
  assert.fail("it never came to its end");
});

for (const step of ["door/put", "blob/rotate", "vault/delete"]) {
  test(`a line that dies for a moment at ${step}: the same page tries again and ends well`, async () => {
    const { holder, one, two } = await nadege();
    const oldSaid = holder.said;
    const { said } = await begins(holder);
    holder.line.cut = (_, path) => (path === step ? "before" : undefined);
    assert.equal(await refused(holder.asks("everywhere.finish", said)), "offline");
    holder.line.cut = () => {};
    await holder.asks("everywhere.finish", said);
    await hasAll(holder, { one, two });
    assert.equal(await refused(holder.comesBack(oldSaid)), "nothing_opens");
    await holder.comesBack(said);
  });
}

test("what came into the old wallet between crash and return is taken over", async () => {
  const { holder, one, two } = await nadege();
  const oldSaid = holder.said;
  const { said } = await begins(holder);
  holder.line.cut = (_, path) => (path === "blob/rotate" ? "before" : undefined);
  assert.equal(await refused(holder.asks("everywhere.finish", said)), "offline");
  holder.line.cut = () => {};
  await holder.comesBack(oldSaid);
  const late = await holder.adds("late", "late");
  await holder.asks("paper.edit", { id: one.id, name: "renamed" });
  await holder.comesBack(said);
  assert.deepEqual(await holder.sees(), ["late", "renamed"]);
  assert.equal(await holder.reads(late.id), "late");
  assert.equal(await holder.reads(two.id), "two");
  assert.equal(await refused(holder.comesBack(oldSaid)), "nothing_opens");
  await holder.comesBack(said);
  assert.equal(await holder.reads(late.id), "late");
});
