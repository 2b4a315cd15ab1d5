// People at work: they join and sign in, a steward says who they are, and what is shown to them ends with their work. Decision 0018.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { badgeText, signedByOwner, signPub } from "../../wallet/static/js/crypto/badge.js";
import { b64, random, unb64 } from "../../wallet/static/js/crypto/bytes.js";
import { checkNumber, inSession } from "../../wallet/static/js/keeper/badge.js";
import { Holder, Recipient, Server, refused } from "./people.mjs";
import { stewardAnd, Worker } from "./workers.mjs";

const DAY = 86_400;

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

let made = 0;
/** Fatou has joined, is signed in and signed for; Amal shows her a paper. */
async function amalAndFatou() {
  const org = `Org${++made}`;
  const { steward, worker: fatou } = await stewardAnd(server, org, "Fatou");
  await fatou.signsIn();
  await steward.signs("Fatou");
  const amal = new Holder(server);
  await amal.signsUp();
  const paper = await amal.adds("the decision", "decision");
  return { org, steward, fatou, amal, paper, badge: await fatou.badge() };
}

/** @param {Holder} amal @param {string} paper @param {string} address @param {string} name */
async function showsTo(amal, paper, address, name) {
  const share = await amal.shares([paper]);
  const { id } = await amal.asks("contact.pin", { address, name });
  await amal.asks("contact.send", { share: share.id, to: id });
  return { share: share.id, contact: id };
}

/** What the server tells of a mailbox is told otherwise. @param {Holder} holder @param {(told: any) => object} other */
function liesAbout(holder, other) {
  holder.line.change = (path, answer) => {
    if (path !== "mailbox/info") return answer;
    return { ...answer, bytes: new TextEncoder().encode(JSON.stringify(other(JSON.parse(new TextDecoder().decode(answer.bytes))))) };
  };
}

test("who is invited joins, and signs in with the key, an authenticator's code or a written one, each once", async () => {
  const steward = new Worker(server);
  await steward.signsUp();
  assert.equal((await steward.asks("snapshot")).work, null);
  const joined = await steward.joins(await server.admits("Samusocial"), " Greet ");
  assert.deepEqual([joined.organisation, joined.steward, joined.codes.length], ["Samusocial", true, 10]);
  assert.match(joined.authenticator, /^otpauth:\/\/totp\//);
  const code = steward.code();
  const { work } = await steward.asks("work.enter", { code });
  assert.deepEqual([work.org, work.name, work.steward, work.in, work.until, work.codes], ["Samusocial", "Greet", true, true, null, 10]);
  assert.equal((await steward.asks("work.leave")).work.in, false);
  assert.equal(await refused(steward.asks("work.enter", { code })), "not_found");
  assert.equal((await steward.signsIn()).work.codes, 9);
  assert.equal(await refused(steward.asks("work.join", { invitation: await server.admits("Other"), name: "Greet" })), "exists");
});

test("a wrong code signs nobody in, nor does the code without the key", async () => {
  const { worker } = await stewardAnd(server, `Org${++made}`, "Fatou");
  assert.equal(await refused(worker.asks("work.enter", { code: "aaaa-aaaa" })), "not_found");
  const before = worker.keeper.catalogue.mailboxes[0];
  worker.keeper.catalogue.mailboxes = [{ .../** @type {any} */ (before), key: b64(random(32)) }];
  assert.equal(await refused(worker.signsIn()), "not_found");
});

test("an invitation is good once, and one that is none leaves nothing in the wallet", async () => {
  const [first, second] = [new Worker(server), new Worker(server)];
  for (const one of [first, second]) await one.signsUp();
  const invitation = await server.admits(`Org${++made}`);
  await first.joins(invitation, "Greet");
  assert.equal(await refused(second.joins(invitation, "Jan")), "not_found");
  const { work, mailboxes } = await second.asks("snapshot");
  assert.deepEqual([work, mailboxes], [null, []]);
});

test("a line that breaks loses no key: before it arrived the same badge joins, afterwards it is gone whole", async () => {
  const worker = new Worker(server);
  await worker.signsUp();
  worker.line.cut = (_, path) => (path === "worker/join" ? "before" : undefined);
  assert.equal(await refused(worker.joins(await server.admits(`Org${++made}`), "Fatou")), "offline");
  const kept = worker.keeper.catalogue.mailboxes.map(({ key }) => key);
  worker.line.cut = () => {};
  await worker.comesBack();
  await worker.joins(await server.admits(`Org${made}`), "Fatou");
  assert.deepEqual(worker.keeper.catalogue.mailboxes.map(({ key }) => key), kept);

  const other = new Worker(server);
  await other.signsUp();
  const invitation = await server.admits(`Org${++made}`);
  other.line.cut = (_, path) => (path === "worker/join" ? "after" : undefined);
  assert.equal(await refused(other.joins(invitation, "Jan")), "offline");
  other.line.cut = () => {};
  assert.equal(await refused(other.joins(invitation, "Jan")), "not_found");
  assert.deepEqual((await other.asks("snapshot")).mailboxes, []);
  await other.joins(await server.admits(`Org${made}`), "Jan");
  await other.signsIn();
  assert.deepEqual((await other.asks("work.colleagues")).map((/** @type {{name: string}} */ one) => one.name), ["Jan"]);
});

test("a steward signs for whom they see, by the number that both read, for six months", async () => {
  const { steward, worker } = await stewardAnd(server, `Org${++made}`, "Fatou");
  const fatou = await steward.colleague("Fatou");
  assert.deepEqual([fatou.until, fatou.self, fatou.number], [null, false, (await worker.asks("snapshot")).work.number]);
  assert.match(fatou.number.join(" "), /^(\d{5} ){4}\d{5}$/);
  const signed = (await steward.signs("Fatou")).find((/** @type {{name: string}} */ one) => one.name === "Fatou");
  assert.ok(signed.until > steward.keeper.now() + 185 * DAY && signed.until <= steward.keeper.now() + 186 * DAY);
  assert.equal((await worker.signsIn()).work.until, signed.until);
  assert.equal(await refused(worker.asks("work.colleagues")), "not_found");
  assert.equal(await refused(worker.asks("work.invite", { steward: true })), "not_found");
});

test("a server that puts another key in between is seen in the number, and what was not shown is not signed", async () => {
  const { steward, worker } = await stewardAnd(server, `Org${++made}`, "Fatou");
  const { number } = (await worker.asks("snapshot")).work;
  steward.line.change = (path, answer) => {
    if (path !== "worker/colleagues") return answer;
    const told = JSON.parse(new TextDecoder().decode(answer.bytes));
    for (const one of told.colleagues) if (one.name === "Fatou") one.sign_pub = b64(random(32));
    return { ...answer, bytes: new TextEncoder().encode(JSON.stringify(told)) };
  };
  const shown = await steward.colleague("Fatou");
  assert.notDeepEqual(shown.number, number);
  steward.line.change = (_, answer) => answer;
  assert.equal(await refused(steward.asks("work.sign", { worker: shown.id })), "bad_request");
  assert.equal(await refused(steward.asks("work.sign", { worker: b64(random(16)) })), "not_found");
  assert.equal((await steward.colleague("Fatou")).until, null);
});

test("the number covers the name, the address and the key", () => {
  const [address, key] = [b64(new Uint8Array(32).fill(1)), new Uint8Array(32).fill(2)];
  assert.deepEqual(checkNumber("Fatou", address, key), checkNumber("Fatou", address, key));
  const others = [checkNumber("Fatoo", address, key), checkNumber("Fatou", b64(new Uint8Array(32)), key), checkNumber("Fatou", address, new Uint8Array(32))];
  for (const one of others) assert.notDeepEqual(one, checkNumber("Fatou", address, key));
});

test("whose badge it is stands with the contact, and what is shown to it opens in a session alone", async () => {
  const { org, fatou, amal, paper, badge } = await amalAndFatou();
  const { who } = await amal.asks("contact.meet", { address: badge });
  assert.deepEqual([who.org, who.name, who.until > amal.keeper.now()], [org, "Fatou", true]);
  const { share } = await showsTo(amal, paper.id, badge, "Fatou (Org)");
  assert.deepEqual((await amal.asks("snapshot")).contacts[0].who, who);
  const { shown } = await fatou.asks("mailbox.look");
  assert.equal(shown.length, 1);
  assert.equal((await new Recipient(server).isHanded(await fatou.asks("note.open", shown[0].id))).items[0].name, "decision");

  assert.deepEqual((await fatou.asks("work.leave")).shown, []);
  assert.deepEqual((await fatou.asks("mailbox.look")).shown, []);
  assert.equal(await refused(fatou.asks("note.open", shown[0].id)), "sign_in");
  await fatou.comesBack();
  assert.equal(await refused(fatou.asks("note.open", shown[0].id)), "sign_in");
  assert.equal((await fatou.signsIn()).shown.length, 1);
  await new Recipient(server).isHanded(await fatou.asks("note.open", shown[0].id));
  assert.equal((await amal.asks("share.events", share)).opens, 2);
});

test("a session that has ended at the server is told, and is no lost session of the wallet", async () => {
  const { fatou, amal, paper, badge } = await amalAndFatou();
  await showsTo(amal, paper.id, badge, "Fatou");
  const { shown } = await fatou.asks("mailbox.look");
  const worker = fatou.keeper.work?.token ?? "";
  await fatou.keeper.api.json("worker/leave", {}, inSession(worker));
  assert.equal(await refused(fatou.asks("note.open", shown[0].id)), "sign_in");
  const now = await fatou.asks("mailbox.look");
  assert.deepEqual([now.work.in, now.shown, fatou.lost], [false, [], 0]);
  assert.ok(fatou.line.asked.every(({ path, request }) => !request.headers?.["Authorization"]?.startsWith("Worker ") || (!request.session && !path.startsWith("vault"))));
});

test("an end of the wallet ends the session at work, too", async () => {
  const { fatou } = await amalAndFatou();
  const worker = fatou.keeper.work?.token ?? "";
  await fatou.asks("end");
  assert.equal(fatou.keeper.work, null);
  assert.equal(await refused(fatou.keeper.api.request("worker/me", { ...inSession(worker), method: "GET" })), "sign_in");
});

test("who is let go opens nothing any more, and who follows inherits nothing", async () => {
  const { steward, fatou, amal, paper, badge } = await amalAndFatou();
  const { contact } = await showsTo(amal, paper.id, badge, "Fatou");
  const { shown } = await fatou.asks("mailbox.look");
  const left = await steward.asks("work.letGo", { worker: (await steward.colleague("Fatou")).id });
  assert.deepEqual(left.map((/** @type {{name: string}} */ one) => one.name), ["Greet"]);
  assert.equal(await refused(fatou.asks("note.open", shown[0].id)), "sign_in");
  assert.deepEqual((await fatou.asks("mailbox.look")).shown, []);
  assert.equal(await refused(fatou.signsIn()), "not_found");
  const again = await amal.shares([paper.id]);
  assert.equal(await refused(amal.asks("contact.send", { share: again.id, to: contact })), "not_found");
  assert.equal(fatou.lost, 0);

  const jan = new Worker(server);
  await jan.signsUp();
  await jan.joins((await steward.asks("work.invite", { steward: false })).invitation, "Jan");
  assert.deepEqual((await jan.signsIn()).shown, []);
  await steward.signs("Jan");
  await showsTo(amal, paper.id, await jan.badge(), "Jan");
  const here = (await jan.asks("mailbox.look")).shown;
  assert.equal((await new Recipient(server).isHanded(await jan.asks("note.open", here[0].id))).items.length, 1);
});

test("whoever left takes the badge away, and can join elsewhere", async () => {
  const { fatou } = await amalAndFatou();
  await fatou.adds("my own", "my own");
  await fatou.asks("mailbox.close", (await fatou.asks("snapshot")).work.id);
  assert.equal((await fatou.asks("snapshot")).work, null);
  await fatou.joins(await server.admits(`Org${++made}`), "Fatou");
  assert.deepEqual(await fatou.sees(), ["my own"]);
});

test("a new authenticator and new codes end the former ones", async () => {
  const { fatou } = await amalAndFatou();
  const before = fatou.set.codes[0];
  const { authenticator, codes } = await fatou.asks("work.renew");
  assert.equal(await refused(fatou.asks("work.enter", { code: before })), "not_found");
  fatou.set = { authenticator, codes };
  assert.equal((await fatou.signsIn()).work.in, true);
});

test("a badge that somebody made up is nobody's: another name, another organisation, a stranger's signature, an old one", async () => {
  const { org, fatou, amal, badge } = await amalAndFatou();
  const stranger = random(32);
  const mine = unb64(fatou.keeper.catalogue.mailboxes[0]?.key ?? "");
  const address = unb64(new URL(badge).hash.slice(1));
  const by = (/** @type {Uint8Array} */ key, /** @type {{org: string, name: string, until: number}} */ said) => {
    const text = badgeText({ ...said, address, signPub: signPub(mine) });
    return { ...said, sign_pub: b64(signPub(mine)), by: b64(signPub(key)), sig: b64(signedByOwner(key, text)) };
  };
  const until = amal.keeper.now() + 30 * DAY;
  const forged = [
    (/** @type {any} */ told) => ({ ...told, name: "Sofie" }),
    (/** @type {any} */ told) => ({ ...told, org: "Org1x" }),
    (/** @type {any} */ told) => ({ ...told, until: told.until + DAY }),
    () => by(stranger, { org, name: "Fatou", until }),
    () => by(mine, { org, name: "Fatou", until }),
    () => ({ org, name: "Fatou", until, sign_pub: "x", by: "", sig: "" }),
  ];
  for (const [at, badgeOf] of forged.entries()) {
    liesAbout(amal, ({ recipient, badge: told }) => ({ recipient, badge: badgeOf(told) }));
    assert.deepEqual(await amal.asks("contact.meet", { address: badge }), { who: null }, `forged ${at}`);
  }
  await amal.asks("contact.pin", { address: badge, name: "somebody" });
  assert.ok(!("who" in (await amal.asks("snapshot")).contacts[0]));
});

test("for whom it was vouched once stays who they are: another name or organisation is refused", async () => {
  const { fatou, amal, paper, badge } = await amalAndFatou();
  const other = await stewardAnd(server, `Org${++made}`, "Fatou");
  const { contact } = await showsTo(amal, paper.id, badge, "Fatou");
  const mine = unb64(fatou.keeper.catalogue.mailboxes[0]?.key ?? "");
  const theirs = unb64(other.steward.keeper.catalogue.mailboxes[0]?.key ?? "");
  const address = unb64(new URL(badge).hash.slice(1));
  const said = { org: `Org${made}`, name: "Fatou", until: amal.keeper.now() + DAY };
  const told = { ...said, sign_pub: b64(signPub(mine)), by: b64(signPub(theirs)), sig: b64(signedByOwner(theirs, badgeText({ ...said, address, signPub: signPub(mine) }))) };
  const again = await amal.shares([paper.id]);
  for (const forged of [told, { ...told, org: `Org${made - 1}` }]) {
    liesAbout(amal, ({ recipient }) => ({ recipient, badge: forged }));
    assert.equal(await refused(amal.asks("contact.pin", { address: badge, name: "Fatou" })), "swapped");
    amal.line.asked = [];
    assert.equal(await refused(amal.asks("contact.send", { share: again.id, to: contact })), "swapped");
    assert.ok(!amal.line.paths().includes("note/put"));
  }
  liesAbout(amal, () => ({ recipient: b64(random(1216)) }));
  assert.equal(await refused(amal.asks("contact.send", { share: again.id, to: contact })), "swapped");
});

test("a badge that nobody signs again is vouched for no longer, and the key stays pinned", async () => {
  const { fatou, amal, paper, badge } = await amalAndFatou();
  const { contact } = await showsTo(amal, paper.id, badge, "Fatou");
  liesAbout(amal, ({ recipient }) => ({ recipient })); // as the server tells it after six months
  const again = await amal.shares([paper.id]);
  await amal.asks("contact.send", { share: again.id, to: contact });
  const { who } = (await amal.asks("snapshot")).contacts[0];
  assert.deepEqual([who.name, who.until <= amal.keeper.now()], ["Fatou", true]);
  liesAbout(amal, (told) => told);
  await amal.asks("contact.pin", { address: badge, name: "Fatou" });
  assert.ok((await amal.asks("snapshot")).contacts[0].who.until > amal.keeper.now());
  assert.equal((await fatou.asks("mailbox.look")).shown.length, 2);
});

test("what stands in for a locked wallet looks the same, and no code opens its badge", async () => {
  const { fatou, amal, paper, badge } = await amalAndFatou();
  await showsTo(amal, paper.id, badge, "Fatou");
  const own = await fatou.adds("my own", "my own");
  const before = (await fatou.asks("work.leave")).work;
  await fatou.asks("lock.begin", { docs: [own.id], until: fatou.keeper.now() + 3600, early: false });
  const { work, shown } = await fatou.comesBack();
  assert.deepEqual([work.org, work.name, work.in, work.link, shown], [before.org, before.name, false, before.link, []]);
  assert.equal(await refused(fatou.signsIn()), "not_found");
  assert.deepEqual((await fatou.asks("mailbox.look")).shown, []);
});

test("somebody at work puts a signed paper into a mailbox that strangers have filled, and removes what was shown to them", async () => {
  const { fatou, amal, paper, badge } = await amalAndFatou();
  const { id } = await amal.asks("mailbox.make", { name: "" });
  const [{ link }] = (await amal.asks("snapshot")).mailboxes;
  await server.fills(id);
  const put = (/** @type {boolean} */ signed) => fatou.asks("paper.put", { address: link, paper: { from: "Fatou", name: "decision", mime: "text/plain", bytes: new TextEncoder().encode("yes").buffer }, signed });
  assert.equal(await refused(put(false)), "full");
  fatou.line.asked = [];
  await put(true);
  const carried = fatou.line.asked.filter((one) => one.session).map((one) => one.path);
  assert.deepEqual(carried, ["deposit/pass"], "nothing that names the mailbox carries a session");
  const { inbox } = await amal.asks("mailbox.look");
  assert.equal((await amal.asks("mailbox.open", inbox[0])).signed.name, "Fatou");
  await showsTo(amal, paper.id, badge, "Fatou");
  const [shown] = (await fatou.asks("mailbox.look")).shown;
  assert.deepEqual((await fatou.asks("note.remove", [shown.id])).shown, []);
  assert.deepEqual((await fatou.asks("mailbox.look")).shown, []);
});
