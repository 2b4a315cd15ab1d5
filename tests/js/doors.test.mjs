/** What opens a wallet: changed, added, taken away; and what an unlock tidies up. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { anyRow, firstThree, Holder, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

async function jonas() {
  const holder = new Holder(server);
  await holder.signsUp();
  return holder;
}

const kinds = (/** @type {any} */ snapshot) => snapshot.doors.map((/** @type {any} */ one) => one.kind).sort();

test("a new secret opens, the old one does not, the card still does", async () => {
  const holder = await jonas();
  const [old, said] = [holder.said, anyRow()];
  const { id } = await holder.adds("kept");
  assert.deepEqual(kinds(await holder.asks("door.changeSecret", said)), ["safe", "secret"]);
  assert.equal(await refused(holder.comesBack(old)), "nothing_opens");
  await holder.comesBack(said);
  assert.equal(await holder.reads(id), "kept");
  holder.restart();
  await holder.asks("unlock.card", { card: holder.card.groups, three: null });
});

test("a new row takes the card's pictures along: the old three open nothing, the new ones do", async () => {
  const holder = new Holder(server);
  await holder.signsUp("pocket");
  const [{ groups }, old, said] = [holder.card, holder.three, anyRow()];
  assert.deepEqual(kinds(await holder.asks("door.changeSecret", said)), ["pocket", "secret"]);
  holder.restart();
  assert.equal(await refused(holder.asks("unlock.card", { card: groups, three: old })), "nothing_opens");
  assert.deepEqual(kinds(await holder.asks("unlock.card", { card: groups, three: firstThree(said) })), ["pocket", "secret"]);
  assert.equal(await refused(holder.comesBack()), "nothing_opens");
  await holder.comesBack(said);
});

test("who does not give the secret of this wallet makes no pocket card for it", async () => {
  const holder = await jonas();
  await holder.asks("door.newCard", { kind: "pocket" });
  assert.equal(await refused(holder.asks("door.keepCard", anyRow())), "nothing_opens");
  assert.equal(await refused(holder.asks("door.keepCard")), "bad_request");
  assert.deepEqual(kinds(await holder.asks("door.keepCard", holder.said)), ["pocket", "safe", "secret"]);
});

test("choosing the same secret again changes nothing", async () => {
  const holder = await jonas();
  assert.deepEqual(kinds(await holder.asks("door.changeSecret", holder.said)), ["safe", "secret"]);
  await holder.comesBack();
});

test("pictures give way to words of one's own, but not to poor ones", async () => {
  const holder = await jonas();
  const [row, name] = [anyRow().row, [4, 200]];
  const words = { phrase: `five green trains sleep under water ${Math.random()}`, name, three: row.slice(0, 3) };
  assert.equal(await refused(holder.asks("door.changeSecret", { ...words, phrase: "jonas" })), "too_short");
  await holder.asks("door.changeSecret", words);
  await holder.comesBack({ phrase: words.phrase, name });
  assert.equal(await refused(holder.comesBack({ phrase: words.phrase, name: [200, 4] })), "nothing_opens");
});

test("a change of secret that breaks anywhere leaves at least one secret that opens, and finishes at the next unlock", async () => {
  const holder = await jonas();
  for (let at = 1; at < 40; at++) {
    const [old, said] = [holder.said, anyRow()];
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
    const { kind, lookup, blinded } = json(request.body);
    const other = lookup.replace(/^./, lookup[0] === "A" ? "B" : "A");
    const { evaluation } = await holder.keeper.api.json("oprf", { kind, lookup: other, blinded });
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
  assert.equal(await refused(visitor.asks("unlock.card", { card: card.groups, three: holder.three })), "nothing_opens");
  const { doors } = await holder.asks("door.keepCard", holder.said);
  const [made] = doors.filter((/** @type {any} */ one) => one.kind === "pocket");
  assert.equal(made.name, "in my coat");
  await visitor.asks("unlock.card", { card: card.qr, three: holder.three });
  await holder.asks("door.remove", made.id);
  assert.equal(await refused(visitor.asks("unlock.card", { card: card.qr, three: holder.three })), "nothing_opens");
  assert.equal(await refused(holder.asks("door.keepCard", holder.said)), "bad_request");
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

test("a name that too many have tried is passed over before anybody sees it", async () => {
  const amal = new Holder(server);
  let refusals = 2;
  const used = { status: 429, header: () => null, bytes: new TextEncoder().encode('{"code": "too_many_guesses", "retry_after": 60}') };
  amal.line.change = (path, answer) => (path === "oprf" && refusals-- > 0 ? used : answer);
  const { row } = await amal.asks("signup.draw");
  assert.equal(new Set(row).size, 7);
  assert.deepEqual(amal.line.paths(), ["oprf", "oprf", "oprf"]);
  refusals = Infinity;
  assert.equal(await refused(amal.asks("signup.draw")), "too_many_guesses");
});

test("a row that was drawn is evaluated once, and sign-up asks no second time", async () => {
  const amal = new Holder(server);
  await amal.signsUp();
  assert.equal(amal.line.paths().filter((path) => path === "oprf").length, 1);
});

test("who opens a name that many have tried is told, and nobody else", async () => {
  const amal = new Holder(server);
  await amal.signsUp("pocket");
  assert.equal((await amal.comesBack()).busy, false);
  amal.line.change = (path, answer) => {
    if (path !== "oprf") return answer;
    const said = JSON.parse(new TextDecoder().decode(answer.bytes));
    return { ...answer, bytes: new TextEncoder().encode(JSON.stringify({ ...said, busy: true })) };
  };
  assert.equal((await amal.comesBack()).busy, true);
});
