// Showing papers to one person: the key of a share goes into their mailbox, pinned at the first contact, and ends with the share.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { b64, random, unb64 } from "../../wallet/static/js/crypto/bytes.js";
import { formatDigits } from "../../wallet/static/js/crypto/digits.js";
import { linkKeys } from "../../wallet/static/js/crypto/share.js";
import { Holder, Recipient, Server, refused } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

async function amalAndSofie() {
  const [amal, sofie] = [new Holder(server), new Holder(server)];
  await amal.signsUp();
  await sofie.signsUp();
  await sofie.asks("mailbox.make", { name: "badge" });
  const { mailboxes } = await sofie.asks("snapshot");
  const paper = await amal.adds("the decision", "decision");
  return { amal, sofie, paper, badge: /** @type {string} */ (mailboxes[0].link) };
}

/** What Sofie's page is handed. @param {Holder} sofie */
async function opens(sofie) {
  const { shown } = await sofie.asks("mailbox.look");
  return new Recipient(server).isHanded(await sofie.asks("note.open", shown[0].id));
}

test("twelve digits that are said lead to the address, and neither wallet keeps them", async () => {
  const { amal, sofie, badge } = await amalAndSofie();
  const { digits, until } = await sofie.asks("contact.say", { address: badge });
  assert.match(digits, /^\d{4} \d{4} \d{4}$/);
  assert.ok(until - sofie.keeper.now() > 7000);
  const { address } = await amal.asks("contact.hear", { digits: digits.replaceAll(" ", "") });
  assert.equal(`${server.origin}/d#${address}`, badge);
  assert.deepEqual((await amal.asks("snapshot")).contacts, []);
  assert.deepEqual((await sofie.asks("snapshot")).shares, []);
});

test("digits that are wrong, that open papers, or that were never made lead to no address", async () => {
  const { amal, sofie, paper, badge } = await amalAndSofie();
  const { digits } = await sofie.asks("contact.say", { address: badge });
  const last = (Number(digits.at(-1)) + 1) % 10;
  assert.equal(await refused(amal.asks("contact.hear", { digits: `${digits.slice(0, -1)}${last}` })), "bad_check");
  const [locator, secret] = [digits.slice(0, 4), digits.slice(4, -1).replaceAll(" ", "")];
  const other = formatDigits(locator, String((Number(secret) + 1) % 10_000_000).padStart(7, "0"));
  assert.equal(await refused(amal.asks("contact.hear", { digits: other })), "no_badge");
  for (const address of ["abc", "AAAAA", ""]) {
    const broken = await sofie.asks("contact.say", { address });
    assert.equal(await refused(amal.asks("contact.hear", { digits: broken.digits })), "no_badge", address);
  }
  const share = await amal.shares([paper.id]);
  const ofPapers = await amal.asks("share.digits", share.id);
  assert.equal(await refused(sofie.asks("contact.hear", { digits: ofPapers.digits })), "no_badge");
});

test("from a badge to the paper in one person's mailbox", async () => {
  const { amal, sofie, paper, badge } = await amalAndSofie();
  const share = await amal.shares([paper.id], { shownName: "Amal B." });
  const { id } = await amal.asks("contact.pin", { address: badge, name: "Sofie" });
  const now = await amal.asks("contact.send", { share: share.id, to: id });
  assert.deepEqual(now.shares[0].sent, ["Sofie"]);
  const { shown, inbox } = await sofie.asks("mailbox.look");
  assert.deepEqual([shown.length, shown[0].from, shown[0].until, inbox], [1, "Amal B.", share.until, []]);
  assert.equal((await opens(sofie)).items[0].name, "decision");
  const { opens: count, events } = await amal.asks("share.events", share.id);
  assert.equal(count, 1);
  assert.deepEqual(events.map((/** @type {any} */ one) => [one.kind, one.who]), [["opened", "Sofie"]]);
});

test("it ends when the person ends it", async () => {
  const { amal, sofie, paper, badge } = await amalAndSofie();
  const share = await amal.shares([paper.id]);
  const { id } = await amal.asks("contact.pin", { address: badge, name: "" });
  await amal.asks("contact.send", { share: share.id, to: id });
  await amal.asks("share.end", share.id);
  assert.equal(await refused(opens(sofie)), "not_found");
  await server.forward("minutes", 31);
  assert.deepEqual((await sofie.comesBack()).shown, []);
});

test("a key that was copied opens nothing, and a mailbox that is closed ends what was shown in it", async () => {
  const { amal, sofie, paper, badge } = await amalAndSofie();
  const share = await amal.shares([paper.id]);
  const { id } = await amal.asks("contact.pin", { address: badge, name: "Sofie" });
  await amal.asks("contact.send", { share: share.id, to: id });
  const { shown, mailboxes } = await sofie.asks("mailbox.look");
  const { fragment } = await sofie.asks("note.open", shown[0].id);
  assert.equal(await refused(new Recipient(server).opens(`${server.origin}/s#${fragment}`)), "not_found");
  const kept = sofie.keeper.catalogue.mailboxes[0]?.notes?.[0];
  await sofie.asks("mailbox.close", mailboxes[0].id);
  const { open } = linkKeys(unb64(kept?.s ?? ""), unb64(kept?.door ?? ""));
  const asked = { door_id: kept?.door, open: b64(open), voucher: kept?.voucher };
  assert.equal(await refused(sofie.keeper.api.json("share/open", asked)), "not_found");
});

test("a badge with another key for a mailbox that is pinned is refused, and so is a swapped key on the way", async () => {
  const { amal, sofie, paper, badge } = await amalAndSofie();
  const share = await amal.shares([paper.id]);
  const { id } = await amal.asks("contact.pin", { address: badge, name: "Sofie" });
  await sofie.asks("mailbox.make", { name: "other" });
  const other = (await sofie.asks("snapshot")).mailboxes[1].link;
  const [bytes, promised] = [badge, other].map((link) => Buffer.from(new URL(link).hash.slice(1), "base64url"));
  const forged = Buffer.concat([/** @type {Buffer} */ (bytes).subarray(0, 16), /** @type {Buffer} */ (promised).subarray(16)]).toString("base64url");
  assert.equal(await refused(amal.asks("contact.pin", { address: forged, name: "Sofie" })), "swapped");
  amal.line.change = (path, answer) => (path === "mailbox/info" ? { ...answer, bytes: new TextEncoder().encode(JSON.stringify({ recipient: b64(random(1216)) })) } : answer);
  amal.line.asked = [];
  assert.equal(await refused(amal.asks("contact.send", { share: share.id, to: id })), "swapped");
  assert.ok(!amal.line.paths().includes("note/put"));
});

test("several people, one end for all; what is no note is passed over", async () => {
  const { amal, sofie, paper, badge } = await amalAndSofie();
  const karim = new Holder(server);
  await karim.signsUp();
  await karim.asks("mailbox.make", { name: "badge" });
  const share = await amal.shares([paper.id]);
  for (const link of [badge, (await karim.asks("snapshot")).mailboxes[0].link]) {
    const { id } = await amal.asks("contact.pin", { address: link, name: "one" });
    await amal.asks("contact.send", { share: share.id, to: id });
  }
  const junk = { id: b64(random(16)), mailbox: sofie.keeper.catalogue.mailboxes[0]?.id, sealed: b64(random(4096)), until: share.until, voucher_hash: b64(random(32)) };
  await amal.keeper.tickets.spend(amal.keeper, "note", (ticket) => amal.keeper.api.json("note/put", { ticket, ...junk }));
  for (const one of [sofie, karim]) assert.equal((await opens(one)).items.length, 1);
  const look = await sofie.asks("mailbox.look");
  assert.equal(look.shown.length, 1);
  await sofie.asks("mailbox.look");
  assert.deepEqual(sofie.keeper.catalogue.mailboxes[0]?.notes?.map((/** @type {{id: string}} */ one) => one.id), look.shown.map((/** @type {{id: string}} */ one) => one.id), "what is none is deleted");
  for (let n = 0; n < 4; n++) await amal.asks("contact.send", { share: share.id, to: (await amal.asks("snapshot")).contacts[0].id });
  assert.equal(await refused(amal.asks("contact.send", { share: share.id, to: (await amal.asks("snapshot")).contacts[0].id })), "enough");
  await amal.asks("share.end", share.id);
  for (const one of [sofie, karim]) assert.equal(await refused(opens(one)), "not_found");
});

test("somebody who was forgotten can be pinned again, whatever another device saves meanwhile", async () => {
  const { amal, badge } = await amalAndSofie();
  const { id } = await amal.asks("contact.pin", { address: badge, name: "Sofie" });
  const other = await amal.onAnotherDevice();
  await amal.asks("contact.forget", id);
  await amal.asks("contact.pin", { address: badge, name: "Sofie again" });
  await other.adds("meanwhile", "meanwhile"); // from the list that still had the first entry
  for (const one of [amal, other]) {
    await one.asks("refresh");
    assert.deepEqual((await one.asks("snapshot")).contacts.map((/** @type {{name: string}} */ contact) => contact.name), ["Sofie again"]);
  }
});

test("a broken line puts a share into a mailbox once", async () => {
  const { amal, sofie, paper, badge } = await amalAndSofie();
  const share = await amal.shares([paper.id]);
  const { id } = await amal.asks("contact.pin", { address: badge, name: "Sofie" });
  for (const path of ["share/door", "note/put"]) {
    let cuts = 1;
    amal.line.cut = (_, asked) => (asked === path && cuts-- > 0 ? "after" : undefined);
    await amal.asks("contact.send", { share: share.id, to: id });
  }
  assert.equal((await sofie.asks("mailbox.look")).shown.length, 2);
});
