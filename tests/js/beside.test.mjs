/** Several secrets: each opens a vault of its own, and one of them the others besides. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { firstThree, Holder, Recipient, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

/** @typedef {Holder & {other?: any}} Several */

/** @param {any} snapshot */
const names = (snapshot) => snapshot.docs.map((/** @type {any} */ one) => `${one.name}${one.beside ? "*" : ""}`).sort();

/** @param {any} drawn */
const said = (drawn) => ({ row: drawn.row });

/** Somebody with two papers, and another secret. @param {"pocket" | "safe"} [kind] @returns {Promise<any>} */
async function jonas(kind = "pocket") {
  const one = /** @type {any} */ (new Holder(server));
  await one.signsUp(kind);
  for (const name of ["decision", "lease"]) await one.adds(`${name} text`, name);
  await one.settles();
  one.other = said(await one.asks("another.begin"));
  await one.asks("another.finish", one.other);
  return one;
}

test("another secret opens its own papers and the others, quietly marked; the first one only its own", async () => {
  const one = await jonas();
  assert.deepEqual(names(await one.asks("snapshot")), ["decision", "lease"], "what was open stays open");
  assert.deepEqual(names(await one.comesBack(one.other)), ["decision*", "lease*"]);
  await one.adds("my story text", "my story");
  assert.deepEqual(names(await one.comesBack(one.other)), ["decision*", "lease*", "my story"]);
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease"]);
  assert.ok(!JSON.stringify(await one.asks("snapshot")).includes("beside"));
});

test("its first three pictures open it with the same card, and those of the first secret what they always did", async () => {
  const one = await jonas();
  await one.comesBack(one.other);
  await one.adds("x", "my story");
  const open = async (/** @type {number[]} */ three) => {
    one.restart();
    return names(await one.asks("unlock.card", { card: one.card.groups, three }));
  };
  assert.deepEqual(await open(firstThree(one.other)), ["decision*", "lease*", "my story"]);
  assert.deepEqual(await open(one.three), ["decision", "lease"]);
});

test("the first vault learns nothing: neither list nor number nor any of its requests change", async () => {
  const one = new Holder(server);
  await one.signsUp("pocket");
  await one.adds("a", "a");
  await one.comesBack();
  const before = JSON.stringify(one.keeper.catalogue);
  const etag = one.keeper.etag;
  const drawn = said(await one.asks("another.begin"));
  await one.asks("another.finish", drawn);
  assert.equal(JSON.stringify(one.keeper.catalogue), before);
  assert.deepEqual(one.keeper.drafts, { row: null, card: null, people: null });
  await one.comesBack();
  assert.equal(one.keeper.etag, etag);
  assert.equal(JSON.stringify(one.keeper.catalogue), before);
});

test("an unlock of the first vault asks for the same in the same order, with another secret and without", async () => {
  const heard = [];
  for (const several of [true, false]) {
    const one = several ? await jonas() : new Holder(server);
    if (!several) {
      await one.signsUp("pocket");
      for (const name of ["decision", "lease"]) await one.adds(`${name} text`, name);
      await one.settles();
    }
    await one.comesBack();
    one.line.asked = [];
    await one.comesBack();
    const sizes = one.line.asked.map((/** @type {any} */ asked) => `${asked.path} ${asked.request.body?.length ?? 0}`);
    heard.push(sizes);
  }
  assert.deepEqual(heard[0], heard[1]);
});

test("papers are opened, named, replaced, binned and removed on either side", async () => {
  const one = await jonas();
  await one.comesBack(one.other);
  const mine = await one.adds("story", "my story");
  const filed = await one.asks("paper.add", { bytes: new TextEncoder().encode("letter").buffer, mime: "text/plain", name: "letter", beside: true });
  assert.equal(filed.beside, true);
  const lease = (await one.asks("snapshot")).docs.find((/** @type {any} */ doc) => doc.name === "lease");
  assert.equal(await one.reads(lease.id), "lease text");
  await one.asks("paper.edit", { id: lease.id, name: "lease 2026" });
  await one.asks("paper.bin", [mine.id, lease.id]);
  assert.deepEqual(names(await one.asks("snapshot")), ["decision*", "letter*"]);
  await one.asks("paper.restore", [mine.id, lease.id]);
  await one.asks("paper.remove", [mine.id, filed.id]);
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease 2026"]);
  assert.deepEqual(names(await one.comesBack(one.other)), ["decision*", "lease 2026*"]);
});

test("a paper moves either way under other ids, byte for byte, and nothing is left where it was", async () => {
  const one = await jonas();
  await one.comesBack(one.other);
  const { docs } = await one.asks("snapshot");
  const [lease] = docs.filter((/** @type {any} */ doc) => doc.name === "lease");
  const before = one.keeper.beside[0].catalogue.docs.find((/** @type {any} */ doc) => doc.id === lease.id);
  const old = { id: before.blob, read: before.read };
  await one.asks("paper.move", lease.id);
  const moved = one.keeper.catalogue.docs.find((/** @type {any} */ doc) => doc.name === "lease");
  for (const name of ["id", "blob", "read", "write", "file_key"]) assert.notEqual(moved[name], before[name]);
  assert.equal(moved.added, before.added);
  assert.equal(await refused(one.keeper.api.json("blob/get", old)), "not_found");
  assert.deepEqual(names(await one.comesBack()), ["decision"]);
  await one.comesBack(one.other);
  assert.equal(await one.reads(one.keeper.catalogue.docs[0].id), "lease text");
  await one.asks("paper.move", one.keeper.catalogue.docs[0].id);
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease"]);
});

test("a move that is cut anywhere loses nothing", async () => {
  for (let at = 1; ; at++) {
    const one = await jonas();
    await one.comesBack(one.other);
    const { docs } = await one.asks("snapshot");
    const first = one.line.asked.length;
    let met = false;
    one.line.cut = (/** @type {number} */ number) => ((met ||= number >= first + at) ? "before" : undefined);
    const code = await refused(one.asks("paper.move", docs[0].id));
    one.line.cut = () => {};
    if (!met) break;
    const all = await one.comesBack(one.other);
    const texts = await Promise.all(all.docs.map((/** @type {any} */ doc) => one.reads(doc.id).catch(() => "removed already")));
    assert.ok(texts.includes("decision text") && texts.includes("lease text"), `${code} at ${at}`);
  }
});

test("what is shown from one side stands on that side; papers of both are shown from the fuller one", async () => {
  const one = await jonas();
  await one.comesBack(one.other);
  const mine = await one.adds("story", "my story");
  const { docs } = await one.asks("snapshot");
  const lease = docs.find((/** @type {any} */ doc) => doc.name === "lease");
  const plain = await one.shares([lease.id]);
  const both = await one.shares([lease.id, mine.id]);
  assert.equal(await refused(one.asks("paper.move", lease.id)), "shown_now");
  const desk = new Recipient(server);
  const shown = await desk.opens(both.link);
  assert.deepEqual(await Promise.all(shown.items.map((/** @type {any} */ item) => desk.reads(item))), ["lease text", "story"]);
  assert.equal((await one.asks("snapshot")).shares.length, 2);
  const first = await one.comesBack();
  assert.deepEqual(first.shares.map((/** @type {any} */ share) => share.id), [plain.id]);
  await one.comesBack(one.other);
  await one.asks("share.events", plain.id);
  await one.asks("share.endAll");
  assert.ok((await one.asks("snapshot")).shares.every((/** @type {any} */ share) => share.ended));
  assert.equal(await refused(desk.opens(both.link)), "not_found");
  assert.equal(await refused(desk.opens(plain.link)), "not_found");
});

test("where the first vault got a new root, the other notices, asks for the new secret, and has it again", async () => {
  const one = await jonas();
  await one.comesBack();
  const anew = said(await one.asks("everywhere.begin"));
  await one.asks("everywhere.card", { kind: "pocket" });
  await one.asks("everywhere.finish", anew);
  const alone = await one.comesBack(one.other);
  assert.deepEqual([alone.docs, alone.absent, alone.several], [[], 1, undefined]);
  assert.equal(await refused(one.asks("beside.find", one.said)), "nothing_opens");
  assert.equal(await refused(one.asks("beside.find", one.other)), "same_wallet");
  assert.deepEqual(names(await one.asks("beside.find", anew)), ["decision*", "lease*"]);
  assert.deepEqual(names(await one.comesBack(one.other)), ["decision*", "lease*"]);
});

test("sessions of the other side that were ended from elsewhere are opened anew", async () => {
  const one = await jonas();
  await one.comesBack(one.other);
  const phone = new Holder(server);
  await phone.comesBack(one.said);
  await phone.asks("session.endOthers");
  assert.deepEqual(names(await one.asks("refresh")), ["decision*", "lease*"]);
  const { docs } = await one.asks("snapshot");
  assert.equal(await one.reads(docs[0].id), "decision text");
  assert.equal(one.lost, 0);
});

test("finishing ends the sessions of every side", async () => {
  const one = await jonas();
  await one.comesBack(one.other);
  const tokens = one.keeper.sessions;
  assert.equal(tokens.length, 2);
  const { api } = one.keeper;
  await one.asks("end");
  for (const session of tokens) assert.equal(await refused(api.request("vault", { method: "GET", session })), "no_session");
});

test("a third secret knows what the second one knows", async () => {
  const one = await jonas();
  await one.comesBack(one.other);
  await one.adds("s", "my story");
  const third = said(await one.asks("another.begin"));
  await one.asks("another.finish", third);
  assert.deepEqual(names(await one.comesBack(third)), ["decision*", "lease*", "my story*"]);
});

test("without a pocket card the other secret has no card, and ends the same", async () => {
  const one = await jonas("safe");
  assert.deepEqual(names(await one.comesBack(one.other)), ["decision*", "lease*"]);
  assert.deepEqual((await one.asks("snapshot")).doors.map((/** @type {any} */ door) => door.kind), ["secret"]);
});

test("a secret that opens something already is refused, and nothing is left of the try", async () => {
  const one = await jonas();
  await one.asks("another.begin");
  assert.equal(await refused(one.asks("another.finish", one.said)), "exists");
  assert.deepEqual(names(await one.comesBack(one.said)), ["decision", "lease"]);
});

test("a lock from the fuller side closes both: either secret opens only what was chosen, from wherever it was", async () => {
  const one = await jonas();
  await one.comesBack(one.other);
  const mine = await one.adds("story", "my story");
  const { docs } = await one.asks("snapshot");
  const lease = docs.find((/** @type {any} */ doc) => doc.name === "lease");
  await one.asks("lock.begin", { docs: [lease.id, mine.id], until: one.keeper.now() + 7200, early: false });
  for (const secret of [one.said, one.other]) {
    const meanwhile = await one.comesBack(secret);
    assert.deepEqual(names(meanwhile), ["lease", "my story"]);
    assert.deepEqual([meanwhile.several, meanwhile.absent], [undefined, undefined]);
  }
  await one.adds("new text", "new");
  await server.forward("minutes", 121);
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease"]);
  assert.deepEqual(names(await one.comesBack(one.other)), ["decision*", "lease*", "my story", "new"]);
});

test("everything closed everywhere from the fuller side covers both, with one card", async () => {
  const one = await jonas();
  await one.comesBack(one.other);
  await one.adds("story", "my story");
  const first = said(await one.asks("everywhere.begin"));
  const card = await one.asks("everywhere.card", { kind: "pocket" });
  await one.asks("everywhere.finish", { ...first, at: 0 });
  const second = said(await one.asks("signup.draw"));
  const again = await one.asks("everywhere.card", { kind: "pocket", same: true });
  assert.deepEqual(again.groups, card.groups);
  assert.deepEqual(names(await one.asks("everywhere.finish", second)), ["decision*", "lease*", "my story"]);
  for (const old of [one.said, one.other]) assert.equal(await refused(one.comesBack(old)), "nothing_opens");
  assert.deepEqual(names(await one.comesBack(first)), ["decision", "lease"]);
  assert.deepEqual(names(await one.comesBack(second)), ["decision*", "lease*", "my story"]);
  one.restart();
  assert.deepEqual(names(await one.asks("unlock.card", { card: card.groups, three: firstThree(second) })), ["decision*", "lease*", "my story"]);
});
