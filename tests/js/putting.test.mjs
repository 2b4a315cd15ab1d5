// A paper goes into somebody's mailbox out of a wallet; somebody at work signs it, and whoever gets it is told who stands for that.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Api } from "../../wallet/static/js/api.js";
import { badgeText, headText, LONGEST, signedByOwner, signPub } from "../../wallet/static/js/crypto/badge.js";
import { b64, random, unb64 } from "../../wallet/static/js/crypto/bytes.js";
import { handOver } from "../../wallet/static/js/dropping.js";
import { save } from "../../wallet/static/js/keeper/catalogue.js";
import { Holder, Line, Server, refused } from "./people.mjs";

const ORG = "Samusocial – أمل";
const DAY = 86_400;

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

/** What the server tells of organisations and badges. */
class Directory {
  steward = random(32);
  /** @type {Map<string, object | null>} null: the mailbox is gone */
  badges = new Map();
  organisations = [{ name: ORG, address: null, keys: [b64(signPub(this.steward))] }];

  /** @param {Line} line */
  tellsOn(line) {
    line.change = (path, answer, request) => {
      if (path === "organisations") return this.#with(answer, { organisations: this.organisations });
      const { id = "" } = path === "mailbox/info" ? JSON.parse(new TextDecoder().decode(/** @type {Uint8Array} */ (request.body))) : {};
      const badge = this.badges.get(id);
      if (badge === undefined) return answer;
      if (badge === null) return { ...this.#with(answer, { error: "not_found" }), status: 404 };
      return this.#with(answer, { ...JSON.parse(new TextDecoder().decode(answer.bytes)), badge });
    };
  }

  /** @param {import("./people.mjs").Answer} answer @param {object} value */
  #with(answer, value) {
    return { ...answer, status: 200, bytes: new TextEncoder().encode(JSON.stringify(value)) };
  }

  /** @param {{key: string, address: string}} mailbox @param {number} until @param {{org?: string, name?: string, steward?: Uint8Array<ArrayBuffer>}} [other] */
  badgeOf({ key, address }, until, { org = ORG, name = "Fatou", steward = this.steward } = {}) {
    const sign_pub = signPub(unb64(key));
    const sig = signedByOwner(steward, badgeText({ org, name, until, address: unb64(address), signPub: sign_pub }));
    return { org, name, until, sign_pub: b64(sign_pub), by: b64(signPub(steward)), sig: b64(sig) };
  }
}

/** Amal with a mailbox, and Fatou at work, whose badge a steward has signed. */
async function amalAndFatou() {
  const [amal, fatou, directory] = [new Holder(server), new Holder(server), new Directory()];
  for (const one of [amal, fatou]) {
    await one.signsUp();
    await one.asks("mailbox.make", { name: "" });
  }
  const { link } = (await amal.asks("snapshot")).mailboxes[0];
  await save(fatou.keeper, (draft) => void Object.assign(draft.mailboxes[0], { work: { org: ORG, name: "Fatou", steward: false } }));
  const mailbox = fatou.keeper.catalogue.mailboxes[0];
  const now = fatou.keeper.now();
  fatou.keeper.work = { token: "none", until: now + 3600, mailbox: mailbox.id, badge: null, codes: 0, colleagues: [] };
  const badge = directory.badgeOf(mailbox, now + 90 * DAY);
  directory.badges.set(mailbox.id, badge);
  directory.tellsOn(amal.line);
  directory.tellsOn(fatou.line);
  return { amal, fatou, directory, mailbox, badge, link };
}

/** @param {string} [text] */
const paperOf = (text = "the decision") => ({ from: "somebody", name: "decision", mime: "text/plain", bytes: new TextEncoder().encode(text).buffer });

/** What was read before. @type {Set<string>} */
const read = new Set();

/** What has come into Amal's mailbox since the last look, as she reads it. @param {Holder} amal */
async function reads(amal) {
  const { inbox } = await amal.asks("mailbox.look");
  const one = inbox.find((/** @type {{id: string}} */ { id }) => !read.has(id));
  const opened = await amal.asks("mailbox.open", one);
  read.add(one.id);
  return { one, ...opened };
}

/** Puts in what nobody's wallet would write. @param {string} link @param {(head: any) => any} spoil what stands in the head besides */
function puts(link, spoil) {
  return handOver(new Api(server.origin, new Line().send, [5, 5]), new URL(link).hash, paperOf(), () => {}, { sign: spoil, pass: async () => "" });
}

/** @param {any} mailbox @param {any} badge @param {(head: any) => any} [change] of what is signed @returns {(head: any) => any} */
const signing = (mailbox, badge, change = (head) => head) => (head) => ({
  badge: { ...badge, address: mailbox.address },
  sig: b64(signedByOwner(unb64(mailbox.key), headText(change({ ...head })))),
});

const HOLDS = { org: ORG, name: "Fatou", holds: true };
const seen = (/** @type {any} */ { signed, claims }) => ({ signed, claims });

test("a paper of one's own, or a file, goes in unsigned; the requests carry no session", async () => {
  const { amal, fatou, link } = await amalAndFatou();
  const own = await fatou.adds("my payslip", "payslip");
  fatou.line.asked = [];
  await fatou.asks("paper.put", { address: link, paper: { from: "Fatou", name: "payslip", id: own.id }, signed: false });
  assert.ok(fatou.line.asked.filter(({ path }) => path.startsWith("deposit") || path.startsWith("mailbox")).every(({ session }) => !session));
  const came = await reads(amal);
  assert.deepEqual([came.from, came.name, new TextDecoder().decode(came.bytes)], ["Fatou", "payslip", "my payslip"]);
  assert.deepEqual(seen(came), { signed: null, claims: "" });
  const { id } = await fatou.asks("contact.pin", { address: link, name: "Amal" });
  await fatou.asks("paper.put", { to: id, paper: paperOf("a file"), signed: false });
  assert.equal(new TextDecoder().decode((await reads(amal)).bytes), "a file");
  assert.equal(await refused(fatou.asks("paper.put", { address: "", paper: paperOf(), signed: false })), "not_found");
});

test("somebody at work signs; the receiver is told by whom, and the log keeps it", async () => {
  const { amal, fatou, link } = await amalAndFatou();
  assert.deepEqual([(await fatou.asks("paper.signer")).name, await amal.asks("paper.signer")], ["Fatou", null]);
  await fatou.asks("paper.put", { address: link, paper: paperOf(), signed: true });
  const came = await reads(amal);
  assert.deepEqual(seen(came), { signed: HOLDS, claims: "" });
  await amal.asks("mailbox.keep", { ...came.one, name: "" });
  const lines = await (await amal.onAnotherDevice()).asks("log.read");
  assert.deepEqual(lines.map((/** @type {any} */ { kind, who }) => [kind, who]), [["kept", `Fatou, ${ORG}`]]);
});

test("who is not signed in, or whom nobody stands for, cannot sign", async () => {
  const { fatou, directory, mailbox, link } = await amalAndFatou();
  const put = () => refused(fatou.asks("paper.put", { address: link, paper: paperOf(), signed: true }));
  directory.badges.delete(mailbox.id);
  assert.equal(await put(), "sign_in");
  directory.badges.set(mailbox.id, directory.badgeOf(mailbox, fatou.keeper.now() - 1));
  assert.equal(await put(), "sign_in");
  directory.badges.set(mailbox.id, directory.badgeOf({ ...mailbox, key: b64(random(32)) }, fatou.keeper.now() + DAY));
  assert.equal(await put(), "sign_in");
  directory.badges.set(mailbox.id, directory.badgeOf(mailbox, fatou.keeper.now() + DAY));
  fatou.keeper.work = null;
  assert.equal(await put(), "sign_in");
  assert.equal(await fatou.asks("paper.signer"), null);
});

test("whatever of a signed paper is changed, the organisation is not said to stand for it", async () => {
  const { amal, mailbox, badge, link } = await amalAndFatou();
  const unconfirmed = { signed: null, claims: ORG };
  /** @type {[string, (head: any) => any][]} */
  const changes = [
    ["content", (head) => ({ ...head, sha256: b64(random(32)) })],
    ["length", (head) => ({ ...head, len: head.len + 1 })],
    ["name", (head) => ({ ...head, name: "another" })],
    ["from", (head) => ({ ...head, from: "another" })],
    ["kind", (head) => ({ ...head, mime: "text/html" })],
    ["date", (head) => ({ ...head, date: head.date - 1 })],
    ["another mailbox", (head) => ({ ...head, mailbox: b64(random(16)) })],
  ];
  for (const [what, change] of changes) {
    await puts(link, signing(mailbox, badge, change));
    assert.deepEqual(seen(await reads(amal)), unconfirmed, what);
  }
  await puts(link, signing(mailbox, badge));
  assert.deepEqual(seen(await reads(amal)), { signed: HOLDS, claims: "" }, "unchanged");
});

test("nobody takes the name of another organisation, or the badge of another", async () => {
  const { amal, directory, mailbox, badge, link } = await amalAndFatou();
  const mine = { ...mailbox, key: b64(random(32)) };
  const until = amal.keeper.now() + DAY;
  const steward = random(32);
  directory.organisations.push({ name: "Other", address: null, keys: [b64(signPub(steward))] });
  /** @type {[string, (head: any) => any, string][]} */
  const tries = [
    ["her badge, with another key", signing(mine, badge), ORG],
    ["her badge, changed to another key", signing(mine, { ...badge, sign_pub: b64(signPub(unb64(mine.key))) }), ORG],
    ["her badge, with another name", signing(mailbox, { ...badge, name: "Greet" }), ORG],
    ["signed by a steward of another organisation", signing(mine, directory.badgeOf(mine, until, { steward })), ORG],
    ["another organisation's name with this one's steward", signing(mailbox, directory.badgeOf(mailbox, until, { org: "Other" })), "Other"],
    ["an organisation that is none", signing(mine, directory.badgeOf(mine, until, { org: "Police", steward })), "Police"],
    ["a signature and no badge", (head) => ({ sig: signing(mailbox, badge)(head).sig }), ""],
    ["a badge and no signature", () => ({ badge: { ...badge, address: mailbox.address } }), ORG],
  ];
  for (const [what, spoil, claims] of tries) {
    directory.badges.set(mailbox.id, badge);
    await puts(link, spoil);
    assert.deepEqual(seen(await reads(amal)), { signed: null, claims }, what);
  }
});

test("a server that tells of a badge that nobody signed is not believed", async () => {
  const { amal, directory, mailbox, link } = await amalAndFatou();
  const forged = directory.badgeOf(mailbox, amal.keeper.now() + DAY, { steward: random(32) });
  for (const told of [forged, "x", 7, [], { ...forged, until: "1" }, { ...forged, sig: "=" }, { ...forged, org: null }]) {
    directory.badges.set(mailbox.id, /** @type {any} */ (told));
    await puts(link, signing(mailbox, forged));
    assert.deepEqual(seen(await reads(amal)), { signed: null, claims: ORG });
  }
});

test("who was let go, or whose badge has ended, is not said to be there", async () => {
  const { amal, directory, mailbox, badge, link } = await amalAndFatou();
  const gone = { signed: { ...HOLDS, holds: false }, claims: "" };
  for (const told of [null, { v: 1 }, undefined]) {
    directory.badges.set(mailbox.id, /** @type {any} */ (told));
    if (told === undefined) directory.badges.delete(mailbox.id);
    await puts(link, signing(mailbox, badge));
    assert.deepEqual(seen(await reads(amal)), gone);
  }
  const now = amal.keeper.now();
  const ended = directory.badgeOf(mailbox, now + 5);
  directory.badges.set(mailbox.id, ended);
  await puts(link, signing(mailbox, ended));
  await server.forward("seconds", 60);
  await amal.asks("refresh");
  assert.deepEqual(seen(await reads(amal)), gone, "the badge has ended meanwhile");
  directory.badges.set(mailbox.id, directory.badgeOf(mailbox, now + 60 * DAY));
  await puts(link, signing(mailbox, ended));
  assert.deepEqual(seen(await reads(amal)), { signed: HOLDS, claims: "" }, "and was signed again");
  directory.badges.delete(mailbox.id);
  for (const until of [now - 1, now + LONGEST + DAY]) {
    await puts(link, signing(mailbox, directory.badgeOf(mailbox, until)));
    assert.deepEqual(seen(await reads(amal)), { signed: null, claims: ORG }, "a badge that was over before, or that is longer than any");
  }
});

/** The same strange things at every run. @returns {Generator<number, never>} */
function* drawn() {
  let at = 7;
  for (;;) yield (at = (at * 1103515245 + 12345) % 2147483648) >>> 8;
}

test("strange things in a paper's head do not keep the receiver from reading it", async () => {
  /** @type {any[]} */
  const strange = [null, 0, -1, 2 ** 40, 1.5, "", "\ud800", "=", "x".repeat(5000), true, [], [[]], {}, { toString: 1 }, { length: 32 }];
  const draws = drawn();
  const draw = (/** @type {any[]} */ from) => from[draws.next().value % from.length];
  for (let one = 0; one < 3; one++) {
    const { amal, mailbox, badge, link } = await amalAndFatou(); // ten a day from one network into one mailbox
    for (let round = 0; round < 10; round++) {
      const whole = { ...badge, address: mailbox.address };
      /** @param {any} head @returns {any} */
      const spoil = (head) => {
        const { sig } = signing(mailbox, badge)(head);
        if (round % 3 === 0) return { badge: draw(strange), sig };
        if (round % 3 === 1) return { badge: { ...whole, [draw(Object.keys(whole))]: draw(strange) }, sig };
        return { badge: whole, sig: draw(strange) };
      };
      let said = "";
      await puts(link, (head) => {
        const spoiled = spoil(head);
        said = JSON.stringify(spoiled);
        return spoiled;
      });
      const { bytes, signed, claims } = await reads(amal);
      assert.deepEqual([new TextDecoder().decode(bytes), signed, typeof claims], ["the decision", null, "string"], said);
    }
  }
});

test("where the directory cannot be asked, the paper waits and is not shown as unsigned", async () => {
  const { amal, fatou, link } = await amalAndFatou();
  await fatou.asks("paper.put", { address: link, paper: paperOf(), signed: true });
  amal.line.cut = (_, path) => (path === "organisations" ? "before" : undefined);
  assert.equal(await refused(reads(amal)), "offline");
  amal.line.cut = () => {};
  assert.deepEqual(seen(await reads(amal)), { signed: HOLDS, claims: "" });
});
