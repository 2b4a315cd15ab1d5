/** A wallet is made, opened and filled. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { b64 } from "../../wallet/static/js/crypto/bytes.js";
import { blind } from "../../wallet/static/js/crypto/oprf.js";
import { askedOf } from "../../wallet/static/js/keeper/guess.js";
import { Holder, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

test("an abandoned sign-up leaves nothing with the server but one guess", async () => {
  const amal = new Holder(server);
  await amal.asks("signup.draw");
  await amal.asks("signup.card", { kind: "pocket" });
  await amal.asks("signup.card", { kind: "safe" });
  assert.deepEqual(amal.line.paths(), ["oprf"]);
});

test("a new wallet is empty and opens with its secret, its pocket card and no other secret", async () => {
  const amal = new Holder(server);
  const made = await amal.signsUp("pocket");
  assert.deepEqual(made.docs, []);
  assert.deepEqual(made.doors.map((/** @type {any} */ one) => one.kind).sort(), ["pocket", "secret"]);
  const back = await amal.comesBack();
  assert.deepEqual(back.doors, made.doors);
  amal.restart();
  const { groups } = amal.card;
  const [one, two, three] = amal.three;
  for (const order of [[one, two, three], [three, one, two]]) {
    assert.deepEqual((await amal.asks("unlock.card", { card: groups, three: order })).doors, made.doors);
    amal.restart();
  }
  const { row } = amal.said;
  assert.equal(await refused(amal.asks("unlock.card", { card: groups, three: row.slice(1, 4) })), "nothing_opens");
  const swapped = { row: [row[1], row[0], ...row.slice(2)] };
  assert.equal(await refused(amal.comesBack(swapped)), "nothing_opens");
});

test("a safe card opens alone, by its groups and by its QR, and costs no guess", async () => {
  const filmon = new Holder(server);
  await filmon.signsUp("safe");
  for (const card of [filmon.card.groups, filmon.card.qr]) {
    filmon.restart();
    filmon.line.asked = [];
    assert.equal((await filmon.asks("unlock.card", { card, three: null })).docs.length, 0);
    assert.ok(!filmon.line.paths().includes("oprf"));
  }
});

test("papers come back byte for byte on a fresh page, with what was written on them", async () => {
  const amal = new Holder(server);
  await amal.signsUp();
  const steps = new Set();
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  const labels = { name: "AMU", kind: "K-14", issued: "2026-01-02", expires: null, group: "me" };
  const made = await amal.asks("paper.add", { bytes: bytes.slice().buffer, mime: "image/jpeg", ...labels }, { tell: (step) => void steps.add(step) });
  assert.deepEqual([...steps], ["seal", "send", "save"]);
  const { docs, groups } = await amal.comesBack();
  assert.deepEqual(docs, [made]);
  assert.deepEqual(groups, ["me"]);
  assert.deepEqual({ ...docs[0], ...labels }, docs[0]);
  const opened = await amal.asks("paper.open", made.id);
  assert.deepEqual(new Uint8Array(opened.bytes), bytes);
  assert.equal(opened.mime, "image/jpeg");
});

test("blobs travel without the session, and nothing carries a cookie", async () => {
  const amal = new Holder(server);
  await amal.signsUp();
  const { id } = await amal.adds("one");
  await amal.reads(id);
  await amal.settles();
  const blobs = amal.line.asked.filter((one) => one.path.startsWith("blob"));
  assert.deepEqual(blobs.map((one) => one.path), ["blob", "blob/renew", "blob/get"]);
  assert.ok(blobs.every((one) => !one.session));
  assert.ok(amal.line.asked.every((one) => !Object.keys(one.request.headers ?? {}).some((name) => /cookie/i.test(name))));
});

test("tickets are bought several at a time", async () => {
  const amal = new Holder(server);
  await amal.signsUp();
  for (const name of ["a", "b", "c", "d"]) await amal.adds(name);
  assert.equal(amal.line.paths().filter((path) => path === "tickets").length, 1);
});

test("more than 32,000,000 bytes are refused before anything is sent", async () => {
  const amal = new Holder(server);
  await amal.signsUp();
  amal.line.asked = [];
  assert.equal(await refused(amal.asks("paper.add", { bytes: new ArrayBuffer(32_000_001), mime: "text/plain", name: "big" })), "too_large");
  assert.deepEqual(amal.line.asked, []);
});

test("a poor passphrase is refused before the server hears of it", async () => {
  const amal = new Holder(server);
  await amal.asks("signup.card", { kind: "safe" });
  assert.equal(await refused(amal.asks("signup.finish", { phrase: "short", name: [1, 2], three: [3, 4, 5] })), "too_short");
  assert.deepEqual(amal.line.asked, []);
});

test("words of one's own open too, however they are typed", async () => {
  const karim = new Holder(server);
  await karim.asks("signup.card", { kind: "safe" });
  await karim.asks("signup.finish", { phrase: "seven blue horses drink coffee slowly", name: [9, 8], three: [1, 2, 3] });
  await karim.comesBack({ phrase: "Seven-blue  hórses. drink coffee slowly", name: [9, 8] });
});

test("a sign-up that breaks off leaves nothing that opens, and can be tried again", async () => {
  const amal = new Holder(server);
  amal.line.cut = (_, path) => (path === "door/put" ? "before" : undefined);
  assert.equal(await refused(amal.signsUp()), "offline");
  amal.line.cut = () => {};
  assert.ok(amal.line.paths().includes("vault/delete"));
  assert.equal(await refused(amal.comesBack()), "nothing_opens");
});

test("guesses at a name run out, with a time to wait; the card still opens", async () => {
  const nadege = new Holder(server);
  await nadege.signsUp("safe");
  const { kind, lookup, input } = askedOf(nadege.said);
  const guess = { kind, lookup: b64(lookup), blinded: b64(blind(input).blinded) };
  for (let n = 0; n < 14; n++) await nadege.keeper.api.json("oprf", guess);
  const problem = await nadege.comesBack().catch((/** @type {any} */ one) => one);
  assert.equal(problem.code, "too_many_guesses");
  assert.ok(problem.retryAfter > 0);
  nadege.restart();
  await nadege.asks("unlock.card", { card: nadege.card.groups, three: null });
});
