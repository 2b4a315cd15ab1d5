/** People one trusts: a card with one part, two parts after a wait, and what anybody who opens the vault can stop. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Holder, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

/** @typedef {Holder & {parts?: any[]}} Trusting */

/** Somebody with a card, two papers and people they trust. @param {string[]} names @param {number} [wait] @returns {Promise<any>} */
async function amal(names, wait = 7) {
  const one = /** @type {any} */ (new Holder(server));
  await one.signsUp("pocket");
  for (const name of ["decision", "lease"]) await one.adds(`${name} text`, name);
  await one.settles();
  await trusts(one, names, wait);
  return one;
}

/** @param {any} one @param {string[]} names @param {number} [wait] */
async function trusts(one, names, wait = 7) {
  one.parts = await one.asks("people.begin", { names, wait, said: one.said });
  await one.asks("people.finish");
}

/** A page on which nothing was typed yet. @param {any} one @param {string} method @param {object} arg */
async function asksAnew(one, method, arg) {
  one.restart();
  const answer = await one.asks(method, arg);
  await one.settles();
  return answer;
}

/** @param {any} one @param {number} at @param {string[]} [card] */
function helped(one, at, card = one.card.groups) {
  return asksAnew(one, "unlock.helper", { card, part: one.parts[at].groups });
}

/** @param {any} one @param {...number} which */
function together(one, ...which) {
  return asksAnew(one, "unlock.helpers", { parts: which.map((at) => one.parts[at].qr) });
}

const names = (/** @type {any} */ snapshot) => snapshot.docs.map((/** @type {any} */ one) => one.name).sort();

test("a card and one part open at once, without secret or code, and every paper is what it was", async () => {
  const one = await amal(["Bilal"]);
  const snapshot = await helped(one, 0);
  assert.deepEqual(names(snapshot), ["decision", "lease"]);
  for (const paper of snapshot.docs) assert.equal(await one.reads(paper.id), `${paper.name} text`);
});

test("neither a part alone nor the card with a stranger's part opens anything, and both are told alike", async () => {
  const [one, other] = [await amal(["Bilal"]), await amal(["Sofie"])];
  assert.equal(await refused(helped(one, 0, other.card.groups)), "nothing_opens");
  assert.equal(await refused(asksAnew(one, "unlock.card", { card: one.card.groups, three: one.three.map((/** @type {number} */ picture) => picture ^ 1) })), "nothing_opens");
  assert.equal(await refused(asksAnew(one, "unlock.helpers", { parts: [one.parts[0].qr, other.parts[0].qr] })), "bad_pair");
});

test("two of three open after a week to be usable and the wait; the third is not needed", async () => {
  const one = await amal(["Bilal", "Sofie", "my sister"], 3);
  assert.equal(await refused(together(one, 0, 2)), "nothing_opens", "a new set rests for seven days");
  await server.forward("days", 7);
  const begun = await together(one, 0, 2);
  assert.ok(begun.readyAt > 0);
  await server.forward("days", 2);
  assert.deepEqual(await together(one, 2, 1), begun, "another pair goes on with the same wait");
  await server.forward("days", 1);
  assert.deepEqual(names(await together(one, 1, 2)), ["decision", "lease"]);
});

test("a wait that runs shows at every unlock, and to stop it makes the parts worth nothing", async () => {
  const one = await amal(["Bilal", "Sofie", "my sister"], 1);
  await server.forward("days", 7);
  const { readyAt } = await together(one, 0, 1);
  await one.comesBack();
  const told = await one.asks("snapshot");
  assert.equal(told.waiting, readyAt);
  assert.deepEqual(told.people.names, ["Bilal", "Sofie", "my sister"]);
  const after = await one.asks("people.end");
  assert.equal(after.people, null);
  assert.equal(after.waiting, 0);
  await server.forward("days", 2);
  assert.equal(await refused(together(one, 0, 1)), "nothing_opens");
  assert.equal(await refused(helped(one, 0)), "nothing_opens");
});

test("who does not know the secret cannot name people in a wallet that was left open", async () => {
  const one = await amal(["Bilal"]);
  const wrong = { row: [...one.said.row.slice(0, 5).reverse(), ...one.said.row.slice(5)] };
  assert.equal(await refused(one.asks("people.begin", { names: ["Mr D."], wait: 1, said: wrong })), "nothing_opens");
  for (const wish of [{ names: [], wait: 7 }, { names: ["a", "b", "c", "d"], wait: 7 }, { names: ["a"], wait: 91 }, { names: ["a"], wait: 0 }]) {
    assert.equal(await refused(one.asks("people.begin", { ...wish, said: one.said })), "bad_request");
  }
});

test("a new set takes the place of the old one, whose parts are worth nothing", async () => {
  const one = await amal(["an ex"]);
  const old = one.parts;
  await trusts(one, ["Bilal", "Sofie", "my sister"]);
  assert.deepEqual((await one.asks("snapshot")).people.names, ["Bilal", "Sofie", "my sister"]);
  assert.equal(await refused(asksAnew(one, "unlock.helper", { card: one.card.groups, part: old[0].qr })), "nothing_opens");
  assert.deepEqual(names(await helped(one, 1)), ["decision", "lease"]);
});

test("a new set takes the place of one made by a clock that was ahead", async () => {
  const one = await amal(["an ex"]);
  const old = one.parts;
  const { keeper } = one;
  const ahead = keeper.now();
  keeper.now = () => ahead - 2;
  await trusts(one, ["Bilal", "Sofie", "my sister"]);
  await one.settles();
  assert.deepEqual((await one.asks("snapshot")).people.names, ["Bilal", "Sofie", "my sister"]);
  assert.equal(await refused(asksAnew(one, "unlock.helper", { card: one.card.groups, part: old[0].qr })), "nothing_opens");
});

test("a card that is made later works with the same parts, one that is taken away no longer", async () => {
  const one = await amal(["Bilal"]);
  const later = await one.asks("door.newCard", { kind: "pocket", name: "second" });
  await one.asks("door.keepCard", one.said);
  assert.deepEqual(names(await helped(one, 0, later.groups)), ["decision", "lease"]);
  const first = (await one.asks("snapshot")).doors.find((/** @type {any} */ door) => door.kind === "pocket" && door.name === "");
  await one.asks("door.remove", first.id);
  assert.equal(await refused(helped(one, 0)), "nothing_opens");
  assert.deepEqual(names(await helped(one, 0, later.groups)), ["decision", "lease"]);
});

test("after a theft all is closed: old parts, old card and old sessions are worth nothing, and every paper stays", async () => {
  const one = await amal(["Bilal", "Sofie", "my sister"], 1);
  const thief = await one.onAnotherDevice();
  const [card, parts, three] = [one.card, one.parts, one.three];
  const snapshot = await helped(one, 0);
  const drawn = await one.asks("everywhere.begin");
  one.card = await one.asks("everywhere.card", { kind: "pocket" });
  one.said = { row: drawn.row };
  await one.asks("everywhere.finish", one.said);
  assert.equal(await refused(thief.asks("refresh")), "no_session");
  assert.equal((await one.asks("snapshot")).people, null);
  for (const paper of snapshot.docs) assert.equal(await one.reads(paper.id), `${paper.name} text`);
  assert.equal(await refused(asksAnew(one, "unlock.helper", { card: card.groups, part: parts[0].qr })), "nothing_opens");
  assert.equal(await refused(asksAnew(one, "unlock.card", { card: card.groups, three })), "nothing_opens");
  await server.forward("days", 8);
  assert.equal(await refused(asksAnew(one, "unlock.helpers", { parts: [parts[0].qr, parts[1].qr] })), "nothing_opens");
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease"]);
});

test("while the rest is closed people seem to be there and to be sent away, and are there afterwards", async () => {
  const one = await amal(["Bilal", "Sofie", "my sister"], 1);
  const { people, docs } = await one.asks("snapshot");
  await one.asks("lock.begin", { docs: [docs[0].id], until: one.keeper.now() + 3600, early: false });
  await one.comesBack();
  assert.deepEqual((await one.asks("snapshot")).people, people);
  assert.deepEqual(await one.asks("people.rehearse", { parts: [one.parts[0].qr, one.parts[1].qr] }), { names: ["Bilal", "Sofie"], together: true });
  assert.equal(names(await helped(one, 0)).length, 1);
  await one.comesBack();
  assert.equal((await one.asks("people.end")).people, null);
  await server.forward("minutes", 61);
  assert.deepEqual((await one.comesBack()).people, people);
  assert.deepEqual(names(await helped(one, 1)), ["decision", "lease"]);
  await server.forward("days", 7);
  assert.ok((await together(one, 0, 2)).readyAt);
});

test("a rehearsal says whose parts they are and changes nothing", async () => {
  const one = await amal(["Bilal", "Sofie", "my sister"]);
  one.line.asked = [];
  const rehearse = (/** @type {any[]} */ parts) => one.asks("people.rehearse", { parts });
  assert.deepEqual(await rehearse([one.parts[1].groups]), { names: ["Sofie"], together: false });
  assert.deepEqual(await rehearse([one.parts[0].qr, one.parts[2].groups]), { names: ["Bilal", "my sister"], together: true });
  const stranger = await amal(["Mr D."]);
  assert.equal(await refused(rehearse([stranger.parts[0].qr])), "bad_pair");
  assert.equal(await refused(rehearse(["WV1C:AAAA"])), "bad_check");
  assert.equal(await refused(rehearse([one.parts[0].qr, one.parts[0].qr])), "bad_pair");
  assert.deepEqual(one.line.paths(), []);
});

test("whoever trusts nobody asks the same at an unlock as who does", async () => {
  const [one, other] = [await amal(["Bilal", "Sofie", "my sister"]), new Holder(server)];
  await other.signsUp("pocket");
  for (const name of ["decision", "lease"]) await other.adds(`${name} text`, name);
  await other.settles();
  const heard = [];
  for (const somebody of [one, other]) {
    await somebody.comesBack();
    somebody.line.asked = [];
    await somebody.comesBack();
    heard.push(somebody.line.asked.map((/** @type {any} */ { path, request }) => [path, request.body?.length ?? 0]).sort());
  }
  assert.deepEqual(heard[0], heard[1]);
});

test("cut before or after any request, a set can be made anew, and only the last one counts", async () => {
  let one = await amal(["an ex"]);
  for (const where of ["before", "after"]) {
    for (let at = 1, reached = true; reached; at++) {
      if (at % 4 === 0) one = await amal(["an ex"]); // doors are counted by the day
      const old = one.parts;
      one.parts = await one.asks("people.begin", { names: ["Bilal", "Sofie", "my sister"], wait: 1, said: one.said });
      let count = 0;
      one.line.cut = () => (++count === at ? where : undefined);
      const problem = await refused(one.asks("people.finish"));
      reached = count >= at;
      one.line.cut = () => {};
      if (problem) await one.asks("people.finish");
      await one.settles();
      assert.deepEqual((await one.asks("snapshot")).people.names, ["Bilal", "Sofie", "my sister"]);
      assert.equal(await refused(asksAnew(one, "unlock.helper", { card: one.card.groups, part: old[0].qr })), "nothing_opens");
      assert.deepEqual(names(await helped(one, 2)), ["decision", "lease"]);
    }
  }
});
