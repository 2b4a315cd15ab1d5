/** Papers are shown at a desk: link, digits, end, and what stays as history. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Holder, Recipient, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

async function mirela() {
  const holder = new Holder(server);
  await holder.signsUp();
  return { holder, desk: new Recipient(server) };
}

test("two papers behind a link: read byte for byte, told to the person, and gone at the end", async () => {
  const { holder, desk } = await mirela();
  const [school, vaccines] = [await holder.adds("school", "School"), await holder.adds("vaccines", "Vaccines")];
  await holder.adds("not for them", "Diary");
  const shown = { shownName: "Mirela", note: "for the enrolment", print: true };
  const made = await holder.shares([school.id, vaccines.id], shown);
  assert.match(made.link, new RegExp(`^${server.origin}/s#[A-Za-z0-9_-]{43}$`));
  const manifest = await desk.opens(made.link);
  assert.deepEqual(manifest.items.map((/** @type {any} */ one) => one.name), ["School", "Vaccines"]);
  assert.deepEqual([manifest.shown_name, manifest.note, manifest.print, manifest.keep], ["Mirela", "for the enrolment", true, false]);
  assert.equal(manifest.watermark, made.reference);
  assert.equal(manifest.until, made.until);
  assert.equal(await desk.reads(manifest.items[0]), "school");
  assert.equal(await desk.reads(manifest.items[1]), "vaccines");
  await desk.reports("printed");
  const told = await holder.asks("share.events", made.id);
  assert.deepEqual(told.events.map((/** @type {any} */ one) => one.kind), ["opened", "printed"]);
  assert.deepEqual([told.opens, told.maxOpens, told.ended], [1, 5, null]);
  const { shares } = await holder.asks("share.end", made.id);
  assert.ok(shares[0].ended && shares[0].link === null);
  const kinds = (/** @type {{kind: string}[]} */ events) => events.map((one) => one.kind);
  assert.deepEqual(kinds(shares[0].events), ["opened", "printed", "ended"]);
  assert.deepEqual(shares[0].names, ["School", "Vaccines"]);
  assert.deepEqual(kinds(await holder.asks("log.read")).sort(), ["ended", "made", "opened", "printed"]);
  assert.equal(await refused(desk.opens(made.link)), "not_found");
  assert.equal(await refused(desk.reads(manifest.items[0])), "not_found");
});

test("making, showing and ending a share carries no session, but for the tickets and the catalogue", async () => {
  const { holder } = await mirela();
  const { id } = await holder.adds("one");
  await holder.settles();
  await holder.asks("refresh");
  holder.line.asked = [];
  const made = await holder.asks("share.make", { docs: [id], from: null, until: holder.keeper.now() + 60, opens: 1 });
  await holder.asks("share.digits", made.id);
  await holder.asks("share.events", made.id);
  await holder.asks("share.end", made.id);
  const withSession = holder.line.asked.filter((one) => one.session).map((one) => one.path);
  assert.deepEqual([...new Set(withSession)].sort(), ["tickets", "vault"]);
  assert.equal(withSession.filter((path) => path === "tickets").length, 1);
});

test("twelve digits open the same share; new ones replace them; wrong ones leave the link alone", async () => {
  const { holder, desk } = await mirela();
  const { id } = await holder.adds("papers", "Papers");
  const made = await holder.shares([id]);
  const first = await holder.asks("share.digits", made.id);
  assert.match(first.digits, /^\d{4} \d{4} \d{4}$/);
  assert.ok(first.until <= made.until);
  const manifest = await desk.types(first.digits);
  assert.equal(await desk.reads(manifest.items[0]), "papers");
  const second = await holder.asks("share.digits", made.id);
  assert.equal(await refused(desk.types(first.digits)), "not_found");
  await desk.types(second.digits);
  await desk.opens(made.link);
});

test("a share that begins later opens later, and closes by itself", async () => {
  const { holder, desk } = await mirela();
  const { id } = await holder.adds("later");
  const now = holder.keeper.now();
  const made = await holder.asks("share.make", { docs: [id], from: now + 3600, until: now + 7200, opens: 5 });
  assert.equal(await refused(desk.opens(made.link)), "not_found");
  await server.forward("minutes", 61);
  const manifest = await desk.opens(made.link);
  await server.forward("minutes", 61);
  assert.equal(await refused(desk.reads(manifest.items[0])), "not_found");
  const { shares } = await holder.comesBack();
  assert.equal(shares[0].ended, made.until);
  const history = (await holder.asks("snapshot")).shares[0];
  assert.ok(history.events.some((/** @type {any} */ one) => one.kind === "opened"));
});

test("the history stays in the wallet when the server has forgotten, and opens nothing", async () => {
  const { holder, desk } = await mirela();
  const { id } = await holder.adds("seen", "Seen");
  const made = await holder.shares([id]);
  await desk.opens(made.link);
  await server.forward("days", 2);
  await holder.comesBack();
  await server.forward("days", 60);
  await holder.comesBack();
  const told = await holder.asks("share.events", made.id);
  assert.ok(told.events.some((/** @type {any} */ one) => one.kind === "opened"));
  const kept = holder.keeper.catalogue.shares[0];
  assert.deepEqual([kept?.m, kept?.s, kept?.owner], [null, null, null]);
  assert.deepEqual(kept?.names, ["Seen"]);
});

test("one tap ends all that run", async () => {
  const { holder, desk } = await mirela();
  const { id } = await holder.adds("one");
  const links = [(await holder.shares([id])).link, (await holder.shares([id])).link];
  const { shares } = await holder.asks("share.endAll");
  assert.ok(shares.every((/** @type {any} */ one) => one.ended !== null));
  for (const link of links) assert.equal(await refused(desk.opens(link)), "not_found");
});

test("a newer version: the running share keeps the old one until its end, then it is deleted", async () => {
  const { holder, desk } = await mirela();
  const { id } = await holder.adds("old text");
  const made = await holder.shares([id]);
  const newer = { id, bytes: new TextEncoder().encode("new text").buffer, mime: "text/plain" };
  const doc = await holder.asks("paper.replace", newer);
  assert.deepEqual(doc.versions.map((/** @type {any} */ one) => one.until), [made.until]);
  await holder.settles();
  const manifest = await desk.opens(made.link);
  assert.equal(await desk.reads(manifest.items[0]), "old text");
  assert.equal(await holder.reads(id), "new text");
  const old = holder.keeper.catalogue.docs[0]?.versions[0];
  await holder.asks("share.end", made.id);
  await holder.settles();
  assert.deepEqual((await holder.comesBack()).docs[0].versions, []);
  assert.deepEqual(holder.keeper.catalogue.docs[0]?.versions, []);
  assert.equal(await refused(holder.keeper.api.json("blob/get", { id: old?.blob, read: old?.read })), "not_found");
});

test("a newer version without a share: the old content is deleted at once", async () => {
  const { holder } = await mirela();
  const { id } = await holder.adds("old text");
  const old = holder.keeper.catalogue.docs[0];
  await holder.asks("paper.replace", { id, bytes: new TextEncoder().encode("new text").buffer, mime: "text/plain" });
  await holder.settles();
  assert.equal(await refused(holder.keeper.api.json("blob/get", { id: old?.blob, read: old?.read })), "not_found");
  await holder.comesBack();
  assert.equal(await holder.reads(id), "new text");
});

test("removing a paper for good ends the shares that show it", async () => {
  const { holder, desk } = await mirela();
  const [gone, kept] = [await holder.adds("gone"), await holder.adds("kept")];
  const both = await holder.shares([gone.id, kept.id]);
  const other = await holder.shares([kept.id]);
  const manifest = await desk.opens(both.link);
  await holder.asks("paper.remove", [gone.id]);
  assert.equal(await refused(desk.opens(both.link)), "not_found");
  assert.equal(await refused(desk.reads(manifest.items[0])), "not_found");
  await desk.opens(other.link);
});

test("what cannot be shared is refused: nothing, no time, and a share that ended has no digits", async () => {
  const { holder } = await mirela();
  const { id } = await holder.adds("one");
  assert.equal(await refused(holder.shares([])), "bad_request");
  assert.equal(await refused(holder.shares([id], { until: holder.keeper.now() - 5 })), "bad_request");
  assert.equal(await refused(holder.shares(["AAAAAAAAAAAAAAAAAAAAAA"])), "not_found");
  const month = await holder.shares([id], { until: holder.keeper.now() + 40 * 86_400 });
  assert.ok(month.until <= holder.keeper.now() + 30 * 86_400);
  await holder.asks("share.end", month.id);
  assert.equal(await refused(holder.asks("share.digits", month.id)), "not_found");
});

test("a paper with covers is shown in its place, the original is untouched, and the copy goes with the share", async () => {
  const { holder, desk } = await mirela();
  const paper = await holder.adds("name and number", "Identity");
  const covered = new TextEncoder().encode("name and black").buffer;
  const made = await holder.shares([paper.id], { covers: { [paper.id]: covered } });
  const [item] = (await desk.opens(made.link)).items;
  assert.equal(await desk.reads(item), "name and black");
  assert.deepEqual([item.mime, item.name], ["image/jpeg", "Identity"]);
  assert.equal(await holder.reads(paper.id), "name and number");
  await holder.settles();
  const [copy] = holder.keeper.catalogue.shares[0]?.copies ?? [];
  const asked = { id: copy?.blob, read: copy?.read };
  await server.forward("days", 8);
  await holder.comesBack();
  assert.equal(await refused(holder.keeper.api.asking("blob/get", asked)), "not_found", "the share is over, and so is its copy");
  assert.deepEqual(holder.keeper.catalogue.shares[0]?.copies, []);
});

test("the copy of a share of many days outlives its first lease, and not the end of the share", async () => {
  const { holder, desk } = await mirela();
  const paper = await holder.adds("all", "Identity");
  const until = holder.keeper.now() + 20 * 86_400;
  const made = await holder.shares([paper.id], { until, covers: { [paper.id]: new TextEncoder().encode("some").buffer } });
  await holder.settles();
  await server.forward("days", 15);
  const [item] = (await desk.opens(made.link)).items;
  assert.equal(await desk.reads(item), "some");
  await holder.comesBack();
  const [copy] = holder.keeper.catalogue.shares[0]?.copies ?? [];
  await holder.asks("share.end", made.id);
  await holder.settles();
  assert.equal(await refused(holder.keeper.api.asking("blob/get", { id: copy?.blob, read: copy?.read })), "not_found");
});

test("what was seen stays readable after the end: by time, and by removing the paper", async () => {
  const { holder, desk } = await mirela();
  const [short, long] = [await holder.adds("short"), await holder.adds("long")];
  const kinds = (/** @type {any} */ snapshot, /** @type {string} */ id) => snapshot.shares.find((/** @type {any} */ one) => one.id === id).events.map((/** @type {any} */ one) => one.kind);
  const byTime = await holder.shares([short.id], { until: holder.keeper.now() + 60 });
  const removed = await holder.shares([long.id]);
  await desk.opens(byTime.link);
  await desk.opens(removed.link);
  await holder.asks("paper.remove", [long.id]);
  await holder.settles();
  assert.deepEqual(kinds(await holder.asks("snapshot"), removed.id), ["opened", "ended"]);
  await server.forward("minutes", 2);
  await holder.asks("refresh");
  await holder.asks("share.events", byTime.id);
  assert.deepEqual(kinds(await holder.asks("snapshot"), byTime.id).slice(0, 1), ["opened"]);
});
