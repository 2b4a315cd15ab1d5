// Others put papers in; the person looks, keeps or refuses; nobody learns which, and a lock shows nothing of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Api } from "../../wallet/static/js/api.js";
import { b64, random } from "../../wallet/static/js/crypto/bytes.js";
import { handOver } from "../../wallet/static/js/dropping.js";
import { Holder, Line, Recipient, Server, refused } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

/** A wallet with a mailbox, and its address. */
async function withMailbox() {
  const amal = new Holder(server);
  await amal.signsUp();
  await amal.asks("mailbox.make", { name: "OCMW" });
  const { mailboxes } = await amal.asks("snapshot");
  return { amal, mailbox: mailboxes[0].id, link: mailboxes[0].link };
}

/** Somebody who has the link puts a text in. @param {string} link @param {string} text @param {Pick<Line, "send">} [line] */
function puts(link, text, line = new Line()) {
  const bytes = /** @type {ArrayBuffer} */ (new TextEncoder().encode(text).buffer);
  return handOver(new Api(server.origin, line.send, [5, 5]), new URL(link).hash, { from: "Sofie, OCMW", name: "decision", mime: "text/plain", bytes }, () => {});
}

const idOf = (/** @type {{id: string}} */ { id }) => id;

/** @param {Holder} who */
async function inboxOf(who) {
  return (await who.asks("mailbox.look")).inbox;
}

test("a paper that somebody put in is read, kept, and no longer waits", async () => {
  const { amal, link } = await withMailbox();
  assert.equal(new URL(link).pathname, "/d");
  await puts(link, "the decision");
  const [one] = await inboxOf(amal);
  const read = await amal.asks("mailbox.open", one);
  assert.deepEqual([read.from, read.name, read.mime, new TextDecoder().decode(read.bytes)], ["Sofie, OCMW", "decision", "text/plain", "the decision"]);
  const kept = await amal.asks("mailbox.keep", { ...one, name: "" });
  assert.deepEqual(await inboxOf(amal), []);
  assert.equal(await amal.reads(kept.id), "the decision");
  assert.deepEqual(await (await amal.onAnotherDevice()).sees(), ["decision"]);
});

test("what happened is noted without a title, and only the person erases it", async () => {
  const { amal, link } = await withMailbox();
  for (const text of ["one", "two"]) await puts(link, text);
  const [one, two] = await inboxOf(amal);
  await amal.asks("mailbox.keep", { ...one, name: "" });
  await amal.asks("mailbox.refuse", two);
  const share = await amal.shares([one.id]);
  await new Recipient(server).opens(share.link);
  const lines = await amal.asks("log.read");
  assert.deepEqual(lines.map((/** @type {{kind: string}} */ line) => line.kind).sort(), ["kept", "made", "opened", "unkept"]);
  await amal.asks("share.end", share.id);
  assert.ok(!JSON.stringify(lines).includes("decision"));
  await amal.asks("log.erase");
  assert.deepEqual(await (await amal.onAnotherDevice()).asks("log.read"), []);
});

test("what was refused is deleted on the server, too", async () => {
  const { amal, mailbox, link } = await withMailbox();
  for (const text of ["unwanted", "wanted"]) await puts(link, text);
  const [one, other] = await inboxOf(amal);
  await amal.asks("mailbox.refuse", one);
  assert.deepEqual((await inboxOf(amal)).map(idOf), [other?.id]);
  assert.deepEqual(await amal.sees(), []);
  assert.deepEqual(amal.keeper.inbox.get(mailbox)?.map(idOf), [other?.id]);
});

test("what could not be deleted at once is deleted at the next look", async () => {
  const { amal, mailbox, link } = await withMailbox();
  for (const text of ["kept", "refused"]) await puts(link, text);
  const [one, other] = await inboxOf(amal);
  amal.line.cut = (_, path) => (path === "mailbox/remove" ? "before" : undefined);
  const kept = await amal.asks("mailbox.keep", { ...one, name: "" });
  await amal.asks("mailbox.refuse", other);
  assert.deepEqual((await amal.asks("snapshot")).inbox, []);
  amal.line.cut = () => undefined;
  assert.deepEqual([await inboxOf(amal), amal.keeper.inbox.get(mailbox)?.length], [[], 2]);
  await inboxOf(amal);
  assert.equal(amal.keeper.inbox.get(mailbox)?.length, 0);
  assert.ok(["kept", "refused"].includes(await amal.reads(kept.id)));
});

test("what comes under the id of a paper that was kept before is a paper of its own, wherever that one went", async () => {
  for (const gone of [[], ["paper.bin"], ["paper.bin", "paper.remove"]]) {
    const { amal, link } = await withMailbox();
    await puts(link, "the first");
    const [first] = await inboxOf(amal);
    await amal.asks("mailbox.keep", { ...first, name: "first" });
    for (const method of gone) await amal.asks(method, [first.id]);
    await puts(link, "another");
    await amal.asks("mailbox.refuse", (await inboxOf(amal))[0]);
    await server.forward("days", 61);
    await server.sweeps();
    await amal.comesBack();
    const line = new Line();
    const send = (/** @type {string} */ url, /** @type {import("../../wallet/static/js/api.js").Request} */ request) => {
      if (request.headers?.["X-Deposit"]) request.headers["X-Deposit"] = first.id;
      return line.send(url, request);
    };
    await puts(link, "the second", { send });
    const [second] = await inboxOf(amal);
    assert.equal(second.id, first.id);
    const kept = await amal.asks("mailbox.keep", { ...second, name: "second" });
    const other = await amal.onAnotherDevice();
    assert.equal(await other.reads(kept.id), "the second");
    assert.deepEqual([(await other.sees()).sort(), other.keeper.catalogue.aside], [gone.length ? ["second"] : ["first", "second"], []]);
  }
});

test("all of them are removed unread, and nothing that came since", async () => {
  const { amal, mailbox, link } = await withMailbox();
  for (const text of ["one", "two"]) await puts(link, text);
  const listed = await inboxOf(amal);
  await puts(link, "three");
  amal.line.asked = [];
  const { inbox } = await amal.asks("mailbox.clear", listed.map((/** @type {any} */ { mailbox: name, id }) => ({ mailbox: name, id })));
  assert.deepEqual([inbox, amal.line.paths().includes("mailbox/get")], [[], false]);
  assert.equal((await inboxOf(amal)).length, 1);
  assert.equal(amal.keeper.inbox.get(mailbox)?.length, 1);
});

test("into a mailbox that strangers have filled, papers come by the link for people who are trusted", async () => {
  const { amal, mailbox, link } = await withMailbox();
  const [{ trusted }] = (await amal.asks("snapshot")).mailboxes;
  await server.fills(mailbox);
  assert.equal(await refused(puts(link, "a stranger's")), "full");
  await puts(trusted, "my sister's");
  const [one, ...others] = await inboxOf(amal);
  const read = await amal.asks("mailbox.open", one);
  assert.deepEqual([new TextDecoder().decode(read.bytes), others.length], ["my sister's", 0]);
});

test("who was pinned with that link gets papers into a full mailbox, and under a lock it is the same link", async () => {
  const [{ amal, mailbox }, sister] = [await withMailbox(), new Holder(server)];
  await sister.signsUp();
  const [{ link, trusted }] = (await amal.asks("snapshot")).mailboxes;
  const { id: to } = await sister.asks("contact.pin", { address: link, name: "Amal" });
  const paper = await sister.adds("from my sister", "letter");
  await server.fills(mailbox);
  const put = () => sister.asks("paper.put", { to, paper: { id: paper.id, from: "", name: "" }, signed: false });
  assert.equal(await refused(put()), "full");
  assert.equal((await sister.asks("contact.pin", { address: trusted, name: "" })).id, to);
  await put();
  assert.equal((await inboxOf(amal)).length, 1);
  const one = await amal.adds("shown", "shown");
  await amal.asks("lock.begin", { docs: [one.id], until: amal.keeper.now() + 3600, early: false });
  assert.equal((await amal.comesBack()).mailboxes[0].trusted, trusted);
});

test("a mailbox key that was swapped on the way is refused", async () => {
  const { link } = await withMailbox();
  const line = new Line();
  line.change = (path, answer) => {
    if (path !== "mailbox/info") return answer;
    return { ...answer, bytes: new TextEncoder().encode(JSON.stringify({ recipient: b64(random(1216)) })) };
  };
  assert.equal(await refused(puts(link, "secret", line)), "swapped");
  assert.ok(!line.paths().includes("deposit"));
});

test("a broken line brings it once", async () => {
  const { amal, link } = await withMailbox();
  for (const where of /** @type {const} */ (["before", "after"])) {
    const line = new Line();
    let cuts = 2;
    line.cut = (_, path) => (path === "deposit" && cuts-- > 0 ? where : undefined);
    await puts(link, where, line);
  }
  assert.equal((await inboxOf(amal)).length, 2);
});

test("a closed mailbox takes nothing more", async () => {
  const { amal, mailbox, link } = await withMailbox();
  await puts(link, "one");
  await amal.asks("mailbox.close", mailbox);
  assert.equal(await refused(puts(link, "two")), "not_found");
  const { mailboxes, inbox } = await amal.asks("mailbox.look");
  assert.deepEqual([mailboxes, inbox], [[], []]);
});

test("during a closing the mailbox stands there under the same address, and is empty to whoever looks", async () => {
  const { amal, link } = await withMailbox();
  const one = await amal.adds("shown", "shown");
  await puts(link, "before");
  await amal.asks("lock.begin", { docs: [one.id], until: amal.keeper.now() + 3600, early: false });
  const meanwhile = await amal.comesBack();
  assert.equal(meanwhile.mailboxes[0].link, link);
  await puts(link, "meanwhile");
  assert.deepEqual(await inboxOf(amal), []);
  await amal.asks("mailbox.close", meanwhile.mailboxes[0].id);
  await server.forward("minutes", 61);
  await amal.comesBack();
  assert.equal((await inboxOf(amal)).length, 2);
});

test("close everywhere ends every mailbox: an old root looks into nothing", async () => {
  const { amal, link } = await withMailbox();
  await puts(link, "one");
  const drawn = await amal.asks("everywhere.begin");
  amal.card = await amal.asks("everywhere.card", { kind: "safe" });
  await amal.asks("everywhere.finish", { row: drawn.row });
  await amal.settles();
  assert.equal(await refused(puts(link, "two")), "not_found");
  assert.deepEqual((await amal.asks("snapshot")).mailboxes, []);
});

test("what is no paper for this mailbox is damaged, and can be refused", async () => {
  const { amal, link } = await withMailbox();
  const other = await withMailbox();
  const line = new Line();
  const real = line.send;
  const moved = new URL(link).hash;
  line.send = (url, request) => {
    const headers = request.headers && "X-Mailbox" in request.headers ? { ...request.headers, "X-Mailbox": other.mailbox } : request.headers;
    const body = url.endsWith("deposit/ticket") ? new TextEncoder().encode(new TextDecoder().decode(request.body ?? new Uint8Array()).replace(/"mailbox":"[^"]+"/, `"mailbox":"${other.mailbox}"`)) : request.body;
    return real(url, { ...request, headers, body });
  };
  const bytes = /** @type {ArrayBuffer} */ (new TextEncoder().encode("for amal").buffer);
  await handOver(new Api(server.origin, line.send, []), moved, { from: "", name: "", mime: "text/plain", bytes }, () => {});
  const [one] = await inboxOf(other.amal);
  assert.equal(await refused(other.amal.asks("mailbox.open", one)), "damaged");
  await other.amal.asks("mailbox.refuse", one);
  assert.deepEqual(await inboxOf(other.amal), []);
  assert.deepEqual(await inboxOf(amal), []);
});

test("a mailbox that is made during a closing takes nothing more once it is over, rather than papers that nobody sees", async () => {
  const { amal } = await withMailbox();
  const one = await amal.adds("shown", "shown");
  await amal.asks("lock.begin", { docs: [one.id], until: amal.keeper.now() + 3600, early: false });
  await amal.comesBack();
  const { id } = await amal.asks("mailbox.make", { name: "meanwhile" });
  const meanwhile = (await amal.asks("snapshot")).mailboxes.find((/** @type {{id: string}} */ box) => box.id === id).link;
  await puts(meanwhile, "during");
  assert.equal((await inboxOf(amal)).length, 1);
  await server.forward("minutes", 61);
  const { mailboxes } = await amal.comesBack();
  assert.equal(mailboxes.length, 1);
  assert.equal(await refused(puts(meanwhile, "afterwards")), "not_found");
});
