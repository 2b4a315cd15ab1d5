/** What broke off and is tried again: whatever opens can be taken away, and no list ends. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sealCatalogue } from "../../wallet/static/js/crypto/catalogue.js";
import { copy } from "../../wallet/static/js/keeper/shape.js";
import { anyRow, firstThree, Holder, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

/** The line is cut from the `nth` door on. @param {Holder} holder @param {number} nth @param {() => Promise<unknown>} work */
async function cutAtDoor(holder, nth, work) {
  let seen = 0;
  holder.line.cut = (_, path) => (path === "door/put" && ++seen >= nth ? "before" : undefined);
  assert.equal(await refused(work()), "offline");
  holder.line.cut = () => {};
}

/** @param {Holder} holder @param {any} said */
async function opensNothing(holder, said) {
  assert.equal(await refused(holder.comesBack(said)), "nothing_opens");
  holder.restart();
  assert.equal(await refused(holder.asks("unlock.card", { card: holder.card.groups, three: firstThree(said) })), "nothing_opens");
}

for (const nth of [1, 2]) {
  test(`the same row, tried again after the line broke at door ${nth}, is taken away by the next change`, async () => {
    const holder = new Holder(server);
    await holder.signsUp("pocket");
    const [first, second] = [anyRow(), anyRow()];
    await cutAtDoor(holder, nth, () => holder.asks("door.changeSecret", first));
    await holder.asks("door.changeSecret", first);
    await holder.comesBack(first);
    await holder.asks("door.changeSecret", second);
    await opensNothing(holder, first);
    assert.equal((await holder.comesBack(second)).unread, undefined);
  });
}

test("another row after one that broke off between card and secret: nothing of the first is left, in the list neither", async () => {
  const holder = new Holder(server);
  await holder.signsUp("pocket");
  const [first, second, third] = [anyRow(), anyRow(), anyRow()];
  await cutAtDoor(holder, 2, () => holder.asks("door.changeSecret", first));
  await holder.comesBack();
  for (const next of [second, third]) {
    await holder.asks("door.changeSecret", next);
    assert.equal((await holder.comesBack(next)).unread, undefined);
  }
  for (const former of [first, second]) await opensNothing(holder, former);
  assert.equal((await holder.comesBack(third)).doors.length, 2);
});

test("a card that is kept at the second try can be taken away", async () => {
  const holder = new Holder(server);
  await holder.signsUp();
  const card = await holder.asks("door.newCard", { kind: "pocket" });
  await cutAtDoor(holder, 1, () => holder.asks("door.keepCard", holder.said));
  await holder.asks("door.keepCard", holder.said);
  const { doors, unread } = await holder.comesBack();
  const made = doors.filter((/** @type {any} */ one) => one.kind === "pocket");
  assert.deepEqual([made.length, unread], [1, undefined]);
  holder.restart();
  await holder.asks("unlock.card", { card: card.qr, three: holder.three });
  await holder.asks("door.remove", made[0].id);
  holder.restart();
  assert.equal(await refused(holder.asks("unlock.card", { card: card.qr, three: holder.three })), "nothing_opens");
});

/** Writes a list as whoever holds the secret can. @param {Holder} one @param {(draft: any) => void} change */
async function writes(one, change) {
  const draft = copy(one.keeper.catalogue);
  draft.seq++;
  change(draft);
  const body = await sealCatalogue(one.keeper.keys, draft);
  const headers = { "If-Match": one.keeper.etag, "Content-Type": "application/octet-stream" };
  await one.keeper.api.request("vault", { method: "PUT", headers, body, session: one.keeper.token });
}

for (const end of [2 ** 44 - 1, 2 ** 44, 2 ** 45, Number.MAX_SAFE_INTEGER]) {
  test(`a list that counts from ${end} is saved, opened, and closed everywhere as any other`, async () => {
    const one = new Holder(server);
    await one.signsUp("pocket");
    await one.adds("decision text", "decision");
    await one.comesBack();
    await writes(one, (draft) => void (draft.seq = end));
    for (const name of ["a", "b", "c"]) {
      await one.comesBack();
      await one.adds(`${name} text`, name);
    }
    assert.deepEqual([await one.sees(), (await one.asks("snapshot")).unread], [["a", "b", "c", "decision"], undefined]);
    const { row } = await one.asks("everywhere.begin");
    await one.asks("everywhere.card", { kind: "pocket" });
    await one.asks("everywhere.finish", { row });
    assert.equal((await one.comesBack({ row })).docs.length, 4);
  });
}

test("a list that says all its doors are leaving keeps them", async () => {
  const one = new Holder(server);
  await one.signsUp("pocket");
  await writes(one, (draft) => draft.doors.forEach((/** @type {any} */ door) => void (door.leaving = true)));
  for (let n = 0; n < 3; n++) await one.comesBack();
});
