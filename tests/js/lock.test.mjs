/** Only this, until then: what opens meanwhile, what is done to it, and how all comes back. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Holder, Recipient, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

const HOUR = 3600;

/** Somebody with three papers and a pocket card. @param {"pocket" | "safe"} [kind] */
async function jonas(kind = "pocket") {
  const one = new Holder(server);
  await one.signsUp(kind);
  for (const name of ["decision", "lease", "my story"]) await one.adds(`${name} text`, name);
  await one.settles();
  return one;
}

/** @param {Holder} one @param {string[]} names @param {object} [more] */
async function locks(one, names, more = {}) {
  const { docs } = await one.asks("snapshot");
  const ids = names.map((name) => docs.find((/** @type {{name: string}} */ doc) => doc.name === name).id);
  return one.asks("lock.begin", { docs: ids, until: one.keeper.now() + 2 * HOUR, early: false, ...more });
}

/** @param {any} snapshot */
const names = (snapshot) => snapshot.docs.map((/** @type {{name: string}} */ one) => one.name).sort();

/** @param {Holder} one */
async function byCard(one) {
  one.restart();
  const { groups } = one.card;
  const snapshot = await one.asks("unlock.card", { card: groups, three: one.three });
  await one.settles();
  return snapshot;
}

test("until then secret and card open only what was chosen, and afterwards everything", async () => {
  const one = await jonas();
  const before = await one.asks("snapshot");
  assert.deepEqual(names(await locks(one, ["lease"])), ["lease"]);
  assert.deepEqual(names(await one.comesBack()), ["lease"]);
  assert.deepEqual(names(await byCard(one)), ["lease"]);
  assert.equal(await one.reads((await one.asks("snapshot")).docs[0].id), "lease text");
  await server.forward("minutes", 121);
  const all = await one.comesBack();
  assert.deepEqual(all.docs, before.docs);
  assert.deepEqual(all.doors, before.doors);
  assert.equal(await one.reads(before.docs[0].id), "decision text");
  assert.deepEqual(names(await byCard(one)), ["decision", "lease", "my story"]);
});

test("what opens meanwhile looks like any wallet: doors, dates, settings, nothing besides", async () => {
  const one = await jonas();
  const { docs, doors } = await one.comesBack();
  await locks(one, ["lease"]);
  const meanwhile = await one.comesBack();
  const lease = docs.find((/** @type {{name: string}} */ doc) => doc.name === "lease");
  assert.deepEqual({ ...meanwhile.docs[0], id: lease.id }, lease);
  assert.notEqual(meanwhile.docs[0].id, lease.id);
  assert.deepEqual(meanwhile.doors, doors);
  assert.deepEqual({ ...meanwhile, docs: [], now: 0 }, { docs: [], bin: [], groups: [], shares: [], doors, mailboxes: [], inbox: [], contacts: [], shown: [], work: null, people: null, waiting: 0, busy: false, now: 0 });
  assert.equal((await one.asks("versions.days")).length, 1);
  assert.deepEqual(one.keeper.catalogue.locks, []);
});

test("other devices lose their session when it begins, and an old page changes nothing", async () => {
  const one = await jonas();
  const other = await one.onAnotherDevice();
  const third = await one.onAnotherDevice();
  const old = third.keeper;
  await locks(one, ["lease"]);
  assert.equal(await refused(other.asks("refresh")), "no_session");
  assert.equal(other.lost, 1);
  const keys = old.keys;
  const { signIn } = await import("../../wallet/static/js/keeper/session.js");
  assert.equal(await refused(signIn(old.api, keys)), "not_found", "nor by the keys that its memory holds");
  assert.deepEqual(names(await one.comesBack()), ["lease"]);
});

test("an old page opens no paper any more", async () => {
  const one = await jonas();
  const other = await one.onAnotherDevice();
  const { docs } = await other.asks("snapshot");
  await locks(one, ["lease"]);
  assert.equal(await refused(other.asks("paper.open", docs[0].id)), "no_session");
});

test("papers and shares of meanwhile come over; the copies and the stand-in go", async () => {
  const one = await jonas();
  await locks(one, ["lease"]);
  await one.comesBack();
  const { docs } = await one.asks("snapshot");
  await one.adds("new text", "new");
  const share = await one.shares([docs[0].id], { until: one.keeper.now() + 5 * HOUR });
  await one.asks("paper.bin", [docs[0].id]);
  const copies = one.keeper.catalogue.bin.map((doc) => ({ id: doc.blob, read: doc.read }));
  await one.settles();
  await server.forward("minutes", 121);
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease", "my story", "new"]);
  assert.deepEqual((await one.asks("snapshot")).bin, []);
  const desk = new Recipient(server);
  const shown = await desk.opens(share.link);
  assert.equal(await desk.reads(shown.items[0]), "lease text", "what was shown meanwhile goes on");
  const [kept] = (await one.asks("snapshot")).shares;
  const lease = (await one.asks("snapshot")).docs.find((/** @type {{name: string}} */ doc) => doc.name === "lease");
  assert.deepEqual(kept.docs, [lease.id]);
  await one.asks("share.end", share.id);
  await one.settles();
  assert.equal(await refused(one.keeper.api.asking("blob/get", copies[0] ?? {})), "not_found", "and then its copy goes");
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease", "my story", "new"]);
  assert.deepEqual(one.keeper.catalogue.locks.filter((note) => !note.gone), []);
});

test("a paper that was rewritten meanwhile comes as a paper of its own", async () => {
  const one = await jonas();
  await locks(one, ["lease"]);
  const { docs } = await one.comesBack();
  await one.asks("paper.replace", { id: docs[0].id, bytes: new TextEncoder().encode("lease, newer").buffer, mime: "text/plain" });
  await one.settles();
  await server.forward("minutes", 121);
  const all = await one.comesBack();
  assert.deepEqual(names(all), ["decision", "lease", "lease", "my story"]);
  const texts = await Promise.all(all.docs.map((/** @type {{id: string}} */ doc) => one.reads(doc.id)));
  assert.ok(texts.includes("lease text") && texts.includes("lease, newer"));
});

test("a removal, a secret, a card and a closing of meanwhile work until then and change nothing afterwards", async () => {
  const one = await jonas();
  const [said, card] = [one.said, one.card];
  await locks(one, ["lease"]);
  const { docs, doors } = await one.comesBack();
  await one.asks("paper.remove", [docs[0].id]);
  await one.asks("door.remove", doors.find((/** @type {{kind: string}} */ door) => door.kind === "pocket").id);
  const drawn = await one.asks("signup.draw");
  const forced = { row: drawn.row };
  await one.asks("door.changeSecret", forced);
  assert.equal(await refused(one.comesBack(said)), "nothing_opens");
  assert.equal(await refused(byCard(one)), "nothing_opens");
  assert.deepEqual(names(await one.comesBack(forced)), []);
  await server.forward("minutes", 121);
  assert.equal(await refused(one.comesBack(forced)), "nothing_opens");
  one.card = card;
  assert.deepEqual(names(await byCard(one)), ["decision", "lease", "my story"]);
  assert.deepEqual(names(await one.comesBack(said)), ["decision", "lease", "my story"]);
});

test("everything closed everywhere meanwhile opens nothing afterwards, finished or cut short", async () => {
  for (const cut of [false, true]) {
    const one = await jonas();
    const said = one.said;
    await locks(one, ["lease"]);
    await one.comesBack();
    const drawn = await one.asks("everywhere.begin");
    await one.asks("everywhere.card", { kind: "pocket" });
    const forced = { row: drawn.row };
    if (cut) one.line.cut = (_, path) => (path === "blob/rotate" ? "before" : undefined);
    const code = await refused(one.asks("everywhere.finish", forced));
    assert.equal(code, cut ? "offline" : null);
    one.line.cut = () => {};
    await server.forward("minutes", 121);
    assert.equal(await refused(one.comesBack(forced)), "nothing_opens");
    assert.deepEqual(names(await one.comesBack(said)), ["decision", "lease", "my story"]);
    assert.equal(await one.reads((await one.asks("snapshot")).docs[0].id), "decision text");
  }
});

test("a lock inside a lock works, and what came in comes through both", async () => {
  const one = await jonas();
  await locks(one, ["lease", "decision"]);
  await one.comesBack();
  await locks(one, ["lease"], { until: one.keeper.now() + HOUR });
  assert.deepEqual(names(await one.comesBack()), ["lease"]);
  await one.adds("deep", "deep");
  await server.forward("minutes", 61);
  assert.deepEqual(names(await one.comesBack()), ["decision", "deep", "lease"]);
  await one.settles();
  await server.forward("minutes", 61);
  assert.deepEqual(names(await one.comesBack()), ["decision", "deep", "lease", "my story"]);
});

test("a safe card ends it early where that was chosen, and no other card", async () => {
  const one = await jonas("safe");
  const stranger = await jonas("safe");
  await locks(one, ["lease"], { early: true });
  assert.equal(await refused(stranger.asks("lock.endEarly", { card: stranger.card.groups })), "not_found");
  assert.deepEqual(names(await one.comesBack()), ["lease"]);
  await one.asks("lock.endEarly", { card: one.card.groups });
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease", "my story"]);
  assert.equal(await refused(locks(one, ["lease"])), "too_soon");
});

test("a lock that was cut short anywhere is not claimed, loses nothing and leaves nothing; once it stands, the page is left", async () => {
  let stood = 0;
  for (let at = 1; ; at++) {
    const one = await jonas();
    const { docs } = await one.asks("snapshot");
    const first = one.line.asked.length;
    let met = false;
    one.line.cut = (number) => {
      met ||= number >= first + at;
      return met ? "before" : undefined;
    };
    const wish = { docs: [docs[1].id], until: one.keeper.now() + 2 * HOUR, early: false };
    const code = await refused(one.asks("lock.begin", wish));
    one.line.cut = () => {};
    if (!met) break;
    assert.notEqual(code, null, `claimed after a cut at ${at}`);
    if (code === "no_session") {
      stood += 1;
      assert.equal(one.lost, 1, "the page is left");
      assert.deepEqual(names(await one.comesBack()), ["lease"], `cut at ${at}, after it was locked`);
      await server.forward("minutes", 121);
      assert.deepEqual(names(await one.comesBack()), ["decision", "lease", "my story"]);
      continue;
    }
    assert.deepEqual(names(await one.comesBack()), ["decision", "lease", "my story"], `cut at ${at}`);
    await one.settles();
    assert.deepEqual(one.keeper.catalogue.locks.filter((note) => !note.gone), []);
    assert.deepEqual(names(await locks(one, ["lease"])), ["lease"], "and it can be done again");
  }
  assert.equal(stood, 3, "nonce, session and first save of the stand-in come after the lock");
});

test("of two vaults the one that is locked already stays so, and the next try locks the other", async () => {
  const one = await jonas();
  const drawn = await one.asks("another.begin");
  const other = { row: drawn.row };
  await one.asks("another.finish", other);
  await one.comesBack(other);
  one.line.cut = (_, path) => (path === "session" ? "before" : undefined);
  assert.equal(await refused(locks(one, ["lease"])), "offline", "the page goes on");
  one.line.cut = () => {};
  assert.deepEqual(names(await locks(one, ["lease"])), ["lease"]);
  for (const secret of [one.said, other]) assert.deepEqual(names(await one.comesBack(secret)), ["lease"]);
  await server.forward("minutes", 121);
  for (const secret of [one.said, other]) assert.deepEqual(names(await one.comesBack(secret)), ["decision", "lease", "my story"]);
});

test("it cannot be longer than a day, nor about nothing", async () => {
  const one = await jonas();
  assert.equal(await refused(locks(one, ["lease"], { until: one.keeper.now() + 25 * HOUR })), "bad_request");
  assert.equal(await refused(locks(one, [])), "bad_request");
  assert.equal(await refused(locks(one, ["lease"], { early: true })), "bad_request", "there is no safe card");
  assert.deepEqual(names(await one.comesBack()), ["decision", "lease", "my story"]);
});
