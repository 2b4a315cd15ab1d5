/** How papers, or the way to them, might be lost for good although nothing said so. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Holder, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

async function jonas() {
  const holder = new Holder(server);
  await holder.signsUp();
  return holder;
}

test("a paper is said to be kept only once it is kept for longer than its first days", async () => {
  const holder = await jonas();
  const { send } = holder.keeper.api;
  let told = false;
  holder.keeper.api.send = async (url, request) => {
    if (url.endsWith("blob/renew")) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      if (told) throw new TypeError("the page was closed at the word 'done'");
    }
    return send(url, request);
  };
  await holder.adds("kept");
  told = true;
  await holder.settles();
  assert.ok(holder.line.paths().includes("blob/renew"));
});

test("a lease that cannot be prolonged now keeps nobody from adding a paper, and is prolonged with the next one", async () => {
  const holder = await jonas();
  holder.line.cut = (_, path) => (path === "blob/renew" ? "before" : undefined);
  await holder.adds("one");
  holder.line.cut = () => {};
  await holder.adds("two");
  await holder.settles();
  const { items } = JSON.parse(new TextDecoder().decode(holder.line.asked.findLast((one) => one.path === "blob/renew")?.request.body ?? undefined));
  assert.equal(items.length, 2);
});

test("a door that was listed but never made does not count as a way in", async () => {
  const holder = await jonas();
  const [card] = (await holder.asks("snapshot")).doors.filter((/** @type {any} */ one) => one.kind === "safe");
  await holder.asks("door.newCard", { kind: "safe" });
  holder.line.cut = (_, path) => (path === "door/put" ? "before" : undefined);
  assert.equal(await refused(holder.asks("door.keepCard")), "offline");
  holder.line.cut = () => {};
  await holder.asks("door.remove", card.id);
  const [secret] = (await holder.asks("snapshot")).doors.filter((/** @type {any} */ one) => one.kind === "secret");
  assert.equal(await refused(holder.asks("door.remove", secret.id)), "last_door");
  await holder.comesBack();
});

test("nobody saves into a wallet that is being closed everywhere", async () => {
  const holder = await jonas();
  const tablet = await holder.onAnotherDevice();
  const drawn = await holder.asks("everywhere.begin");
  await holder.asks("everywhere.card", { kind: "safe" });
  let saved = "";
  holder.line.change = async (path, answer) => {
    if (path === "door/delete" && !saved) saved = (await refused(tablet.adds("late", "late"))) ?? "saved";
    return answer;
  };
  await holder.asks("everywhere.finish", { row: drawn.row });
  assert.equal(saved, "no_session");
});

test("what another device took out of the bin is not emptied with it", async () => {
  const holder = await jonas();
  const { id } = await holder.adds("kept");
  await holder.asks("paper.bin", [id]);
  await server.forward("days", 8);
  const tablet = new Holder(server);
  tablet.said = holder.said;
  tablet.line.cut = (_, path) => (path === "blob/delete" ? "before" : undefined);
  await tablet.comesBack();
  tablet.line.cut = () => {};
  holder.restart();
  let once = false;
  holder.line.change = async (path, answer) => {
    if (path === "session" && !once) {
      once = true;
      await tablet.asks("paper.restore", [id]);
    }
    return answer;
  };
  await holder.comesBack();
  assert.equal(await tablet.reads(id), "kept");
});
