/** What somebody who holds a secret can write into its list: the wallet opens all the same, says what it cannot read, and keeps it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { b64, random } from "../../wallet/static/js/crypto/bytes.js";
import { sealCatalogue } from "../../wallet/static/js/crypto/catalogue.js";
import { copy } from "../../wallet/static/js/keeper/shape.js";
import { Holder, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

const HOUR = 3600;
const id = () => b64(random(16));

/** @typedef {(draft: any, one: Holder) => void} Poison */

/** Somebody with two papers. */
async function jonas() {
  const one = new Holder(server);
  await one.signsUp("pocket");
  for (const name of ["decision", "lease"]) await one.adds(`${name} text`, name);
  await one.settles();
  return one;
}

/** @param {any} snapshot */
const names = ({ docs }) => docs.map((/** @type {any} */ one) => one.name).sort();

/** As whoever holds the secret can, with tools of their own: no rule of the wallet's looks at it. @param {Holder} one @param {Poison} poison */
async function writes(one, poison) {
  const { keeper } = one;
  const draft = copy(keeper.catalogue);
  draft.seq++;
  poison(draft, one);
  const body = await sealCatalogue(keeper.keys, draft);
  await keeper.api.request("vault", { method: "PUT", headers: { "If-Match": keeper.etag, "Content-Type": "application/octet-stream" }, body, session: keeper.token });
}

/** A lock on all but the lease, poisoned while it runs, and over. @param {Poison} poison */
async function afterALock(poison) {
  const one = await jonas();
  const { docs } = await one.asks("snapshot");
  const lease = docs.find((/** @type {any} */ doc) => doc.name === "lease").id;
  await one.asks("lock.begin", { docs: [lease], until: one.keeper.now() + 2 * HOUR, early: false });
  await one.comesBack();
  await writes(one, poison);
  await server.forward("minutes", 125);
  one.line.asked = [];
  return { one, all: await one.comesBack() };
}

/** @type {Record<string, Poison>} */
const BAD = {
  "a paper without `versions`": (draft) => draft.docs.push({ id: id(), seq: 0 }),
  "a share without `docs`": (draft) => draft.shares.push({ id: id(), seq: 0, ended: null, until: 9e9, blobs: [] }),
  "nothing": (draft) => draft.docs.push(null),
  "a lock whose root is none": (draft) => draft.locks.push({ id: id(), seq: 0, until: 0, root: "AAAA", papers: {} }),
  "a mailbox whose address is none": (draft) => draft.mailboxes.push({ id: id(), seq: 0, key: "x", name: "", made: 1, address: {}, seen: null }),
};

for (const [what, poison] of Object.entries(BAD)) {
  test(`${what} in the everyday list: the rest opens, and it is said and kept`, async () => {
    const one = await jonas();
    assert.equal((await one.comesBack()).unread, undefined);
    await writes(one, poison);
    const opened = await one.comesBack();
    assert.deepEqual([names(opened), opened.unread], [["decision", "lease"], 1]);
    const [{ entry }] = /** @type {any} */ (one.keeper.catalogue.aside);
    await one.adds("new text", "new");
    const later = await one.comesBack();
    assert.deepEqual([names(later), later.unread], [["decision", "lease", "new"], 1]);
    assert.deepEqual(one.keeper.catalogue.aside[0]?.entry, entry);
  });
}

test("a stand-in's list that nobody poisoned comes over whole", async () => {
  const { all } = await afterALock((draft) => void (draft.docs[0].group = "x"));
  assert.deepEqual([names(all), all.unread], [["decision", "lease"], undefined]);
});

test("a bad paper in a stand-in's list: everything opens, what it was is kept aside, and the lock is over", async () => {
  for (const what of ["a paper without `versions`", "a share without `docs`"]) {
    const { one, all } = await afterALock(/** @type {Poison} */ (BAD[what]));
    assert.deepEqual([names(all), all.unread], [["decision", "lease"], 1], what);
    assert.equal(one.keeper.catalogue.locks.filter((note) => !note.gone).length, 0);
    assert.deepEqual(names(await one.comesBack()), ["decision", "lease"]);
  }
});

test("a stand-in's list that is none keeps no other paper shut", async () => {
  const { all } = await afterALock((draft) => void (draft.docs = 5));
  assert.deepEqual([names(all), all.unread], [["decision", "lease"], 1]);
});

test("a stand-in that names itself, or a circle, is followed once", async () => {
  const { one, all } = await afterALock((draft, { keeper }) => draft.locks.push({ id: id(), seq: 0, until: 0, root: b64(keeper.root), papers: {} }));
  assert.deepEqual(names(all), ["decision", "lease"]);
  assert.ok(one.line.asked.length < 40, String(one.line.asked.length));
});

test("locks without end are followed up to a number", async () => {
  const many = Array.from({ length: 300 }, () => ({ id: id(), seq: 0, until: 0, root: b64(random(32)), papers: {} }));
  const { one, all } = await afterALock((draft) => draft.locks.push(...many));
  assert.deepEqual(names(all), ["decision", "lease"]);
  assert.ok(one.line.asked.length < 120, String(one.line.asked.length));
});

/** Somebody with another secret that opens what the first one does, too. */
async function withAnother() {
  const one = await jonas();
  const drawn = await one.asks("another.begin");
  const other = { row: drawn.row };
  await one.asks("another.finish", other);
  await one.comesBack(other);
  await one.adds("story text", "story");
  await one.comesBack();
  return { one, other };
}

test("a bad entry in the everyday list keeps neither secret shut", async () => {
  const { one, other } = await withAnother();
  await writes(one, /** @type {Poison} */ (BAD["a paper without `versions`"]));
  assert.deepEqual([names(await one.comesBack()), (await one.asks("snapshot")).unread], [["decision", "lease"], 1]);
  const both = await one.comesBack(other);
  assert.deepEqual([names(both), both.unread, both.absent], [["decision", "lease", "story"], 1, undefined]);
});

test("a list that is none is told beside the other secret, whose papers open", async () => {
  const { one, other } = await withAnother();
  await writes(one, (draft) => void (draft.shares = "x"));
  const both = await one.comesBack(other);
  assert.deepEqual([names(both), both.absent], [["story"], 1]);
});

test("a list that names its own vault opens it once", async () => {
  const one = await jonas();
  await writes(one, (draft, { keeper }) => draft.vaults.push({ id: id(), seq: 0, root: b64(keeper.root) }, { id: id(), seq: 0, root: b64(keeper.root), leaving: true }));
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease"]);
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease"]);
});

test("an id that stands twice is one paper, and the second never comes back", async () => {
  const one = await jonas();
  await writes(one, (draft) => draft.docs.push({ ...draft.docs[0], name: "twin" }));
  const opened = await one.comesBack();
  assert.deepEqual([names(opened), opened.unread], [["decision", "lease"], 1]);
  await one.asks("paper.remove", [opened.docs.find((/** @type {any} */ doc) => doc.name === "decision").id]);
  await writes(one, (draft) => void (draft.docs = draft.docs.filter((/** @type {any} */ doc) => !doc.gone)));
  assert.deepEqual(names(await one.comesBack()), ["lease"]);
});

test("what a newer wallet writes besides is kept: fields of the list, of entries, and entries that only it can read", async () => {
  const one = await jonas();
  const device = await one.onAnotherDevice();
  await one.asks("refresh");
  const door = { id: id(), seq: 0, kind: "iris", name: "", made: 1, write: id() };
  await writes(one, (draft) => void (Object.assign(draft, { moods: ["calm"] }), (draft.docs[0].colour = "blue"), draft.doors.push(door)));
  await device.adds("more text", "more"); // meets the other's save, so that lists are joined
  await one.comesBack();
  const { moods, docs, aside } = /** @type {any} */ (one.keeper.catalogue);
  assert.deepEqual([moods, docs[0].colour, aside[0].list, aside[0].entry.kind], [["calm"], "blue", "doors", "iris"]);
  await writes(one, (draft) => void (draft.aside[0].entry.kind = "passkey")); // as if this were the wallet that can read it
  await one.comesBack();
  assert.deepEqual([one.keeper.catalogue.aside, one.keeper.catalogue.doors.at(-1)?.id], [[], door.id]);
});

test("keys that are another thing to an object, and depths without end, are set aside", async () => {
  const one = await jonas();
  const deep = JSON.parse(`${"[".repeat(2000)}${"]".repeat(2000)}`);
  await writes(one, (draft) => {
    const [paper] = draft.docs;
    draft.docs.push({ ...paper, id: id(), more: deep }, { ...paper, id: id(), more: JSON.parse('{"__proto__": {"gone": 5}}') });
    draft.aside = { what: "else" };
  });
  const opened = await one.comesBack();
  assert.deepEqual([names(opened), opened.unread], [["decision", "lease"], 3]);
  await one.adds("new text", "new");
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease", "new"]);
});

test("a hundred thousand entries open in seconds", async () => {
  const one = await jonas();
  await writes(one, (draft) => draft.docs.push(...Array.from({ length: 100_000 }, (_, n) => ({ id: n, seq: 0 }))));
  const started = Date.now();
  const opened = await one.comesBack();
  assert.deepEqual([names(opened), opened.unread], [["decision", "lease"], 100_000]);
  assert.ok(Date.now() - started < 10_000);
});

test("what a server tells of a share and nobody knows does not take the share along", async () => {
  const one = await jonas();
  const [{ id: paper }] = one.keeper.catalogue.docs;
  const { id: share } = await one.shares([paper]);
  one.line.change = (path, answer) => {
    if (path !== "share/events") return answer;
    const told = JSON.parse(new TextDecoder().decode(answer.bytes));
    const events = [...told.events, { kind: "copied", at: 5, door: null }, { kind: "opened", at: told.now, door: null }, 7];
    return { ...answer, bytes: new TextEncoder().encode(JSON.stringify({ ...told, ended: told.now, events })) };
  };
  const told = await one.asks("share.events", share);
  assert.deepEqual(told.events.map((/** @type {any} */ event) => event.kind), ["opened"]);
  const later = await one.comesBack();
  assert.deepEqual([later.unread, later.shares.length], [undefined, 1]);
});
