/** Slow lines: a transfer carries no session, and yet the session must not grow idle beside it. */
import assert from "node:assert/strict";
import { after, before, mock, test } from "node:test";
import { Holder, refused, Server } from "./people.mjs";

const MINUTES = 4;
const STEPS = 5;

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start();
  mock.timers.enable({ apis: ["Date"], now: Date.now() });
  const steady = performance.now.bind(performance);
  mock.method(performance, "now", () => steady() + passed);
});
after(async () => {
  mock.timers.reset();
  mock.restoreAll();
  await server.stop();
});

/** Milliseconds that the device's clocks have been moved on: the one that is set, and the one that only runs. */
let passed = 0;

/** All clocks go on, as they do. */
async function pass(minutes = MINUTES) {
  passed += minutes * 60_000;
  mock.timers.tick(minutes * 60_000);
  await server.forward("minutes", minutes);
}

/** A line on which every `path` takes twenty minutes; `moving`: bytes are seen to move meanwhile. @param {Holder} holder @param {string} path @param {boolean} moving */
function slow(holder, path, moving) {
  holder.line.change = async (asked, answer, request) => {
    for (let step = 1; asked === path && step <= STEPS; step++) {
      await pass();
      const tell = request.onsent ?? request.onreceived;
      if (moving) tell?.(step / STEPS);
      await holder.settles();
    }
    return answer;
  };
}

async function somebody() {
  const holder = new Holder(server);
  await holder.signsUp();
  return holder;
}

test("an upload of twenty minutes ends in the list", async () => {
  const mira = await somebody();
  slow(mira, "blob", true);
  await mira.adds("a long recording", "long");
  assert.equal(mira.lost, 0);
  assert.deepEqual(await mira.sees(), ["long"]);
});

test("after a download of twenty minutes the wallet is still open", async () => {
  const mira = await somebody();
  const { id } = await mira.adds("a long recording", "long");
  slow(mira, "blob/get", true);
  assert.equal(await mira.reads(id), "a long recording");
  assert.equal(mira.lost, 0);
  await mira.asks("paper.edit", { id, name: "renamed" });
  assert.deepEqual(await mira.sees(), ["renamed"]);
});

test("where nothing moves for so long the session ends, as it does for anybody who is away", async () => {
  const mira = await somebody();
  slow(mira, "blob", false);
  assert.equal(await refused(mira.adds("stuck", "stuck")), "no_session");
  assert.equal(mira.lost, 1);
});

test("an upload over the end of the twelve hours is never said to be kept, and can be sent again", async () => {
  const mira = await somebody();
  for (let at = 0; at < 12 * 60 - 16; at += 8) {
    await pass(8);
    await mira.asks("refresh");
  }
  await mira.adds("in time", "in time");
  slow(mira, "blob", true);
  assert.equal(await refused(mira.adds("too late", "too late")), "no_session");
  assert.equal(mira.lost, 1, "the page is left");
  slow(mira, "", false);
  await mira.comesBack();
  assert.deepEqual(await mira.sees(), ["in time"]);
  await mira.adds("too late", "too late");
  assert.deepEqual(await mira.sees(), ["in time", "too late"]);
});

test("what keeps the session is asked apart from the transfer, which never carries it", async () => {
  const mira = await somebody();
  slow(mira, "blob", true);
  await mira.adds("a long recording", "long");
  const kept = mira.line.asked.filter(({ path, request }) => path === "vault" && request.method === "GET");
  assert.ok(kept.length >= STEPS - 1);
  assert.ok(mira.line.asked.every(({ path, session }) => path !== "blob" || !session));
});
