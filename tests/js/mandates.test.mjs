// Mandates: a helper sees papers of some kinds with a card and six digits; what they see follows the list, and ends at once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Api, send } from "../../wallet/static/js/api.js";
import { doorOf } from "../../wallet/static/js/mandate_door.js";
import { openMandate } from "../../wallet/static/js/mandate_opening.js";
import { Holder, Server, refused } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

async function amal() {
  const holder = new Holder(server);
  await holder.signsUp();
  return holder;
}

/** @param {Holder} holder @param {string} name @param {string | null} kind */
async function adds(holder, name, kind) {
  const bytes = new TextEncoder().encode(name).buffer;
  const paper = await holder.asks("paper.add", { bytes, mime: "text/plain", name, kind });
  await holder.settles();
  return paper;
}

/** @param {Holder} holder @param {object} [more] */
async function mandates(holder, more = {}) {
  await holder.asks("refresh");
  const wish = { helper: "Sofie", kinds: ["work-payslip", "identity-card"], until: holder.keeper.now() + 300 * 86_400, print: true, add: false, shownName: "Amal", ...more };
  const { id } = await holder.asks("mandate.make", wish);
  await holder.settles();
  return { id, ...(await holder.asks("mandate.card", id)) };
}

/** Wrong digits. @param {string} code */
function other(code) {
  return String((Number(code) + 1) % 1_000_000).padStart(6, "0");
}

/** A helper's page. @param {{link: string, code: string}} card */
async function opens({ link, code }) {
  const api = new Api(server.origin, send, []);
  return openMandate(api, await doorOf(api, new URL(link).hash, code, () => {}));
}

/** @param {{link: string, code: string}} card @returns {Promise<string[]>} */
async function sees(card) {
  const { manifest } = await opens(card);
  return manifest.items.map((/** @type {{name: string}} */ one) => one.name).sort();
}

test("papers of the kinds, what comes later too, and no other; printing and adding as they were allowed", async () => {
  const holder = await amal();
  await adds(holder, "payslip", "work-payslip");
  await adds(holder, "diary", null);
  const card = await mandates(holder, { add: true });
  const opening = await opens(card);
  const manifest = opening.mandate;
  assert.deepEqual([manifest.print, manifest.keep, manifest.kinds], [true, false, ["work-payslip", "identity-card"]]);
  assert.equal(`${server.origin}/d#${manifest.add}`, (await holder.asks("snapshot")).mailboxes[0].link);
  assert.equal(new TextDecoder().decode(await opening.paper(manifest.items[0])), "payslip");
  await adds(holder, "card", "identity-card");
  await adds(holder, "letter", "medical-report");
  assert.deepEqual(await sees(card), ["card", "payslip"]);
});

test("what is renamed, relabelled, replaced, binned, restored or removed follows, and its grant with it", async () => {
  const holder = await amal();
  const paper = await adds(holder, "payslip", "work-payslip");
  const other = await adds(holder, "other", null);
  const card = await mandates(holder);
  const before = await opens(card);
  await holder.asks("paper.replace", { id: paper.id, bytes: new TextEncoder().encode("newer").buffer, mime: "text/plain" });
  await holder.asks("paper.edit", { id: other.id, kind: "identity-card" });
  await holder.settles();
  assert.equal(await refused(before.paper(before.manifest.items[0])), "stale");
  const after = await opens(card);
  const at = after.manifest.items.findIndex((one) => one.name === "payslip");
  assert.equal(new TextDecoder().decode(await after.paper(after.manifest.items[at])), "newer");
  await holder.asks("paper.bin", [paper.id]);
  await holder.settles();
  assert.deepEqual(await sees(card), ["other"]);
  assert.equal(await refused(before.paper(before.manifest.items[0])), "stale");
  await holder.asks("paper.restore", [paper.id]);
  await holder.settles();
  assert.deepEqual(await sees(card), ["other", "payslip"]);
  await holder.asks("paper.remove", [paper.id, other.id]);
  await holder.settles();
  assert.deepEqual(await sees(card), []);
  assert.equal((await holder.asks("snapshot")).shares[0].ended, null);
});

test("cut anywhere, the next unlock brings it to what the list says", async () => {
  for (const [path, where] of [["grant/put", "before"], ["grant/put", "after"], ["share/change", "before"], ["share/change", "after"]]) {
    const holder = await amal();
    const card = await mandates(holder);
    holder.line.cut = (_, asked) => (asked === path ? where : undefined);
    await adds(holder, "payslip", "work-payslip");
    holder.line.cut = () => {};
    await holder.comesBack();
    assert.deepEqual(await sees(card), ["payslip"], `${path} ${where}`);
    const opening = await opens(card);
    await opening.paper(opening.manifest.items[0]);
  }
});

test("two devices that add at once both end up in it", async () => {
  const holder = await amal();
  const card = await mandates(holder);
  const other = await holder.onAnotherDevice();
  await Promise.all([adds(holder, "one", "work-payslip"), adds(other, "two", "work-payslip")]);
  for (const one of [holder, other]) {
    await one.asks("refresh");
    await one.settles();
  }
  assert.deepEqual(await sees(card), ["one", "two"]);
});

test("it ends at once, with what was open and with the address; the log tells of every opening", async () => {
  const holder = await amal();
  await adds(holder, "payslip", "work-payslip");
  const card = await mandates(holder, { add: true });
  const opening = await opens(card);
  assert.equal(await opening.runs(), true);
  await opening.report("printed");
  assert.equal(await refused(opens({ ...card, code: other(card.code) })), "not_found");
  await holder.asks("share.end", card.id);
  await holder.settles();
  assert.equal(await opening.runs(), false);
  assert.equal(await refused(opening.paper(opening.manifest.items[0])), "not_found");
  assert.equal(await refused(opens(card)), "not_found");
  assert.deepEqual((await holder.asks("snapshot")).mailboxes, []);
  await holder.comesBack();
  assert.deepEqual(new Set((await holder.asks("log.read")).map((/** @type {{kind: string}} */ one) => one.kind)), new Set(["made", "opened", "printed", "refused", "ended"]));
  assert.ok(!JSON.stringify(holder.keeper.catalogue.shares).includes(card.code));
});

test("a wrong digit opens nothing, and the card alone neither", async () => {
  const card = await mandates(await amal());
  assert.equal(await refused(opens({ ...card, code: other(card.code) })), "not_found");
  assert.equal(await refused(opens({ ...card, code: "12345" })), "bad_check");
  assert.deepEqual(await sees(card), []);
});

test("close everywhere ends it, and so does ending all", async () => {
  for (const all of [true, false]) {
    const holder = await amal();
    const card = await mandates(holder);
    if (all) await holder.asks("share.endAll");
    else {
      await holder.asks("everywhere.begin");
      await holder.asks("everywhere.card", { kind: "safe" });
      const drawn = await holder.asks("signup.draw");
      await holder.asks("everywhere.card", { kind: "safe" });
      await holder.asks("everywhere.finish", { row: drawn.row });
    }
    await holder.settles();
    assert.equal(await refused(opens(card)), "not_found");
  }
});

test("a mandate that is made under a lock ends with it and never shows what was locked", async () => {
  const holder = await amal();
  const shown = await adds(holder, "prepared", "work-payslip");
  await adds(holder, "hidden", "work-payslip");
  const until = holder.keeper.now() + 3600;
  await holder.asks("lock.begin", { docs: [shown.id], until, early: false });
  await holder.settles();
  assert.deepEqual((await holder.asks("snapshot")).shares, []);
  const card = await mandates(holder);
  assert.deepEqual(await sees(card), ["prepared"]);
  await server.forward("minutes", 61);
  await holder.comesBack();
  assert.equal(await refused(opens(card)), "not_found");
  assert.notEqual((await holder.asks("snapshot")).shares[0].ended, null);
});
