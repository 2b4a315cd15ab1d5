/** Earlier lists: a list that cannot be read does not lock anybody out, and papers that a list lost come back. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Holder, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

/** @param {any[]} papers */
const names = (papers) => papers.map((one) => one.name).sort();

/** Somebody with two papers of an earlier day and a third of today, so that the list of this morning is kept. */
async function threePapers() {
  const mira = new Holder(server);
  await mira.signsUp();
  const old = [await mira.adds("first", "first"), await mira.adds("second", "second")];
  await server.forward("days", 1);
  await mira.comesBack();
  const young = await mira.adds("third", "third");
  return { mira, old, young };
}

/** The list goes bad on the server; Mira types her secret. @param {Holder} mira */
async function meetsDamage(mira) {
  const { vaultId } = mira.keeper.keys;
  await server.damages(vaultId);
  assert.equal(await refused(mira.comesBack()), "damaged_list");
}

test("a list that cannot be read: the newest earlier one is shown first and then becomes the present one", async () => {
  const { mira } = await threePapers();
  await meetsDamage(mira);
  const found = await mira.asks("unlock.earlier");
  assert.equal(found.papers, 2);
  assert.equal(found.day, Math.floor((Date.now() + mira.keeper.api.offset) / 86_400_000));
  const { docs } = await mira.asks("unlock.goOn");
  assert.deepEqual(names(docs), ["first", "second"]);
  await mira.settles();
  await mira.adds("fourth", "fourth");
  assert.deepEqual(names((await mira.comesBack()).docs), ["first", "fourth", "second"]);
  assert.equal(await mira.reads(docs[0].id), docs[0].name);
});

test("until the person goes on nothing is changed and nothing else can be asked", async () => {
  const { mira } = await threePapers();
  await meetsDamage(mira);
  await mira.asks("unlock.earlier");
  for (const method of ["snapshot", "refresh"]) assert.equal(await refused(mira.asks(method)), "no_session");
  assert.equal(await refused(mira.adds("over it", "over it")), "no_session");
  mira.line.asked.length = 0;
  assert.equal(await refused(mira.comesBack()), "damaged_list");
  assert.ok(mira.line.asked.every(({ request }) => request.method !== "PUT"));
});

test("ending there wipes the keys and ends the session on the server", async () => {
  const { mira } = await threePapers();
  await meetsDamage(mira);
  const held = mira.keeper.ajar;
  assert.ok(held);
  const { token, root } = held;
  await mira.asks("end");
  assert.ok(root.every((byte) => byte === 0));
  assert.equal(await refused(mira.keeper.api.request("vault", { method: "GET", session: token })), "no_session");
  assert.equal(await refused(mira.asks("unlock.earlier")), "no_session");
});

test("a paper or a door that is gone since does not come back as an empty promise", async () => {
  const { mira, old } = await threePapers();
  await mira.asks("paper.replace", { id: old[0].id, bytes: new TextEncoder().encode("newer").buffer, mime: "text/plain" });
  await mira.settles();
  const [card] = (await mira.asks("snapshot")).doors.filter((/** @type {any} */ one) => one.kind === "safe");
  await mira.asks("door.remove", card.id);
  await meetsDamage(mira);
  await mira.asks("unlock.earlier");
  const { docs, doors } = await mira.asks("unlock.goOn");
  assert.deepEqual(names(docs), ["second"]);
  assert.deepEqual(doors.map((/** @type {any} */ one) => one.kind), ["secret"]);
});

for (const way of ["looks", "saves"]) {
  test(`a device that was open meanwhile and ${way} brings what only it still knows`, async () => {
    const { mira, old, young } = await threePapers();
    const tablet = await mira.onAnotherDevice();
    await mira.asks("paper.replace", { id: old[0].id, bytes: new TextEncoder().encode("newer").buffer, mime: "text/plain" });
    await mira.settles();
    await tablet.asks("refresh");
    await meetsDamage(mira);
    await mira.asks("unlock.earlier");
    await mira.asks("unlock.goOn");
    assert.deepEqual(await mira.sees(), ["second"]);
    await mira.asks("paper.edit", { id: old[1].id, name: "second, renamed" });
    await (way === "looks" ? tablet.asks("refresh") : tablet.adds("fourth", "fourth"));
    await tablet.settles();
    const fourth = way === "looks" ? [] : ["fourth"];
    assert.deepEqual(await mira.sees(), ["first", ...fourth, "second, renamed", "third"]);
    assert.equal(await mira.reads(old[0].id), "newer");
    assert.equal(await mira.reads(young.id), "third");
  });
}

test("two go on at once: neither takes away what the other added", async () => {
  const { mira } = await threePapers();
  const twin = new Holder(server);
  twin.said = mira.said;
  await meetsDamage(mira);
  assert.equal(await refused(twin.comesBack()), "damaged_list");
  await Promise.all([mira.asks("unlock.earlier"), twin.asks("unlock.earlier")]);
  await mira.asks("unlock.goOn");
  await mira.adds("mine", "mine");
  await twin.asks("unlock.goOn");
  assert.deepEqual(await twin.sees(), ["first", "mine", "second"]);
  assert.deepEqual(await mira.sees(), ["first", "mine", "second"]);
});

test("a list that was damaged on the way only is opened as it is", async () => {
  const { mira } = await threePapers();
  mira.line.change = (path, answer) => (path === "session" ? { ...answer, bytes: answer.bytes.map((byte) => byte ^ 1) } : answer);
  assert.equal(await refused(mira.comesBack()), "damaged_list");
  assert.deepEqual(await mira.asks("unlock.earlier"), { day: null, papers: 3 });
  assert.deepEqual(names((await mira.asks("unlock.goOn")).docs), ["first", "second", "third"]);
  assert.ok(mira.keeper.catalogue.seq < 1000, "the number goes on as it was");
});

test("an earlier list that is damaged too is passed over, and where none can be read it is said", async () => {
  const { mira } = await threePapers();
  await server.forward("days", 1);
  await mira.comesBack();
  await mira.adds("next day", "next day");
  const [newest, oldest] = await mira.asks("versions.days");
  await meetsDamage(mira);
  /** @type {number[]} */
  let bad = [newest];
  mira.line.change = (path, answer, { body }) => {
    const { day } = path === "vault/versions" && body ? JSON.parse(new TextDecoder().decode(body)) : { day: undefined };
    return bad.includes(day) ? { ...answer, bytes: answer.bytes.map((byte) => byte ^ 1) } : answer;
  };
  assert.equal((await mira.asks("unlock.earlier")).day, oldest);
  bad = [newest, ...(await mira.keeper.api.json("vault/versions", {}, { session: mira.keeper.sessions[0] })).days];
  assert.equal(await refused(mira.asks("unlock.earlier")), "no_earlier_list");
});

test("in settings: what a list lost comes back from an earlier one, and the rest is not touched", async () => {
  const { mira, old } = await threePapers();
  const [day] = await mira.asks("versions.days");
  assert.deepEqual(await mira.asks("versions.lost", day), []);
  const { save } = await import("../../wallet/static/js/keeper/catalogue.js");
  await save(mira.keeper, (draft) => void (draft.docs = draft.docs.filter((one) => one.id !== old[0].id)));
  await mira.asks("paper.edit", { id: old[1].id, name: "renamed" });
  assert.deepEqual(names(await mira.asks("versions.lost", day)), ["first"]);
  const { docs } = await mira.asks("versions.bringBack", day);
  assert.deepEqual(names(docs), ["first", "renamed", "third"]);
  assert.equal(await mira.reads(old[0].id), "first");
  assert.deepEqual(await mira.asks("versions.lost", day), []);
});

test("what is in the bin, was replaced or was removed for good is not offered", async () => {
  const { mira, old } = await threePapers();
  const [day] = await mira.asks("versions.days");
  const kept = await mira.keeper.api.asking("vault/versions", { day }, { session: mira.keeper.token });
  await mira.asks("paper.bin", [old[1].id]);
  await mira.asks("paper.remove", [old[0].id]);
  assert.deepEqual(await mira.asks("versions.days"), []);
  assert.equal(await refused(mira.asks("versions.lost", day)), "not_found");
  mira.line.change = (path, answer) => (path === "vault/versions" ? kept : answer);
  assert.deepEqual(await mira.asks("versions.lost", day), []);
});
