/** What opens a wallet: changed, added, taken away; and what an unlock tidies up. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Holder, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

async function jonas() {
  const holder = new Holder(server);
  await holder.signsUp();
  return holder;
}

const pictures = () => {
  const draw = (/** @type {number} */ n) => [...crypto.getRandomValues(new Uint8Array(n))];
  return { name: { pics: draw(3) }, secret: { pics: draw(6) } };
};

const kinds = (/** @type {any} */ snapshot) => snapshot.doors.map((/** @type {any} */ one) => one.kind).sort();

test("a new secret opens, the old one does not, the card still does", async () => {
  const holder = await jonas();
  const [old, said] = [holder.said, pictures()];
  const { id } = await holder.adds("kept");
  assert.deepEqual(kinds(await holder.asks("door.changeSecret", said)), ["safe", "secret"]);
  assert.equal(await refused(holder.comesBack(old)), "nothing_opens");
  await holder.comesBack(said);
  assert.equal(await holder.reads(id), "kept");
  holder.restart();
  await holder.asks("unlock.card", { card: holder.card.groups, code: null });
});

test("choosing the same secret again changes nothing", async () => {
  const holder = await jonas();
  assert.deepEqual(kinds(await holder.asks("door.changeSecret", holder.said)), ["safe", "secret"]);
  await holder.comesBack();
});

test("pictures give way to words of one's own, but not to poor ones", async () => {
  const holder = await jonas();
  const words = { name: { text: `jonas ${Math.random()}` }, secret: { text: "five green trains sleep under water" } };
  assert.equal(await refused(holder.asks("door.changeSecret", { ...words, secret: { text: "jonas" } })), "too_short");
  await holder.asks("door.changeSecret", words);
  await holder.comesBack(words);
});

test("a change of secret that breaks anywhere leaves at least one secret that opens, and finishes at the next unlock", async () => {
  const holder = await jonas();
  for (let at = 1; at < 40; at++) {
    const [old, said] = [holder.said, pictures()];
    await holder.comesBack();
    holder.line.asked = [];
    holder.line.cut = (number) => (number >= at ? "before" : undefined);
    const code = await refused(holder.asks("door.changeSecret", said));
    holder.line.cut = () => {};
    const opensNew = !(await refused(holder.comesBack(said)));
    if (opensNew) holder.said = said;
    await holder.comesBack();
    await holder.asks("snapshot");
    if (code === null) return assert.equal(await refused(holder.comesBack(old)), "nothing_opens");
  }
  assert.fail("it never came to its end");
});

test("a new seed of the guess evaluator: the old door opens once more and is made anew under the new one", async () => {
  const holder = await jonas();
  const json = (/** @type {Uint8Array | null | undefined} */ bytes) => JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
  /** The evaluation under another name stands for the one of the next seed. @param {any} answer @param {any} request @param {boolean} rotating */
  const nextEpoch = async (answer, request, rotating) => {
    const { lookup, blinded } = json(request.body);
    const other = lookup.replace(/^./, lookup[0] === "A" ? "B" : "A");
    const { evaluation } = await holder.keeper.api.json("oprf", { lookup: other, blinded });
    const former = rotating ? { epoch: 1, evaluation: json(answer.bytes).evaluation } : null;
    return { ...answer, bytes: new TextEncoder().encode(JSON.stringify({ epoch: 2, evaluation, former })) };
  };
  const under = (/** @type {boolean} */ rotating) => {
    let own = false;
    holder.line.change = async (path, answer, request) => {
      if (path !== "oprf" || own) return answer;
      own = true;
      const changed = await nextEpoch(answer, request, rotating);
      own = false;
      return changed;
    };
  };
  under(false);
  assert.equal(await refused(holder.comesBack()), "nothing_opens");
  under(true);
  await holder.comesBack();
  under(false);
  assert.deepEqual(kinds(await holder.comesBack()), ["safe", "secret"]);
  holder.line.change = (_, answer) => answer;
  assert.equal(await refused(holder.comesBack()), "nothing_opens");
});

test("a second card is a door only once it was kept, and can be taken away", async () => {
  const holder = await jonas();
  const card = await holder.asks("door.newCard", { kind: "pocket", name: "in my coat" });
  const visitor = new Holder(server);
  assert.equal(await refused(visitor.asks("unlock.card", { card: card.groups, code: card.code })), "nothing_opens");
  const { doors } = await holder.asks("door.keepCard");
  const [made] = doors.filter((/** @type {any} */ one) => one.kind === "pocket");
  assert.equal(made.name, "in my coat");
  await visitor.asks("unlock.card", { card: card.qr, code: card.code });
  await holder.asks("door.remove", made.id);
  assert.equal(await refused(visitor.asks("unlock.card", { card: card.qr, code: card.code })), "nothing_opens");
  assert.equal(await refused(holder.asks("door.keepCard")), "bad_request");
});

test("the last door stays", async () => {
  const holder = await jonas();
  const { doors } = await holder.asks("snapshot");
  await holder.asks("door.remove", doors[0].id);
  assert.equal(await refused(holder.asks("door.remove", doors[1].id)), "last_door");
});

test("the bin keeps for seven days and then forgets for good", async () => {
  const holder = await jonas();
  const [one, two] = [await holder.adds("one", "one"), await holder.adds("two", "two")];
  const { docs, bin } = await holder.asks("paper.bin", [one.id, two.id]);
  assert.deepEqual([docs.length, bin.length], [0, 2]);
  await holder.asks("paper.restore", [two.id]);
  assert.equal(await holder.reads(one.id), "one");
  const tokens = holder.keeper.catalogue.bin[0];
  await server.forward("days", 6);
  assert.equal((await holder.comesBack()).bin.length, 1);
  await server.forward("days", 1.1);
  await holder.comesBack();
  assert.deepEqual(await holder.sees(), ["two"]);
  assert.equal((await holder.asks("snapshot")).bin.length, 0);
  assert.equal(await refused(holder.keeper.api.json("blob/get", { id: tokens?.blob, read: tokens?.read })), "not_found");
  assert.equal(await holder.reads(two.id), "two");
});

test("leases are renewed at most once a month, and papers outlive their first week", async () => {
  const holder = await jonas();
  const { id } = await holder.adds("for years");
  await holder.comesBack();
  const renewals = () => holder.line.paths().filter((path) => path === "blob/renew").length;
  const before = renewals();
  await holder.comesBack();
  assert.equal(renewals(), before);
  await server.forward("days", 40);
  await holder.comesBack();
  assert.equal(renewals(), before + 1);
  assert.equal(await holder.reads(id), "for years");
});
