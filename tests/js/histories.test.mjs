/** Random histories on two devices whose lines break and whose pages crash between any two requests: what was acknowledged is there, what was removed is gone. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { b64, random } from "../../wallet/static/js/crypto/bytes.js";
import { Holder, refused, Server } from "./people.mjs";

const STEPS = 25;
const SEEDS = [1, 2, 3, 4];

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

/** The same numbers for the same seed (mulberry32). @param {number} seed @returns {(below: number) => number} */
function dice(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) % 1_000_003) % below;
  };
}

/** What must be true at the end. */
class Ledger {
  /** Acknowledged: id → text. @type {Map<string, string>} */
  kept = new Map();
  /** Acknowledged as removed: id → where its content lay. @type {Map<string, {blob: string, read: string}>} */
  gone = new Map();
  /** Neither, since the answer got lost. @type {Set<string>} */
  unsure = new Set();
}

/** One thing that one device does; its line may break at one request. @param {Holder} device @param {Ledger} ledger @param {(below: number) => number} roll */
async function step(device, ledger, roll) {
  if (await refused(device.asks("refresh"))) return device.comesBack();
  const { docs, bin } = await device.asks("snapshot");
  const breaks = roll(2) ? { at: 1 + roll(7), where: roll(2) ? "before" : "after" } : null;
  let count = 0;
  device.line.cut = () => (breaks && ++count >= breaks.at ? breaks.where : undefined);
  const what = roll(10);
  const id = docs.length ? docs[roll(docs.length)].id : null;
  if (what < 5 || !id) await add(device, ledger, roll);
  else if (what < 6) await refused(device.asks("paper.edit", { id, name: `renamed ${roll(100)}` }));
  else if (what < 7) await refused(device.asks("paper.bin", [id]));
  else if (what < 8 && bin.length) await refused(device.asks("paper.restore", [bin[roll(bin.length)].id]));
  else await remove(device, ledger, id);
  device.line.cut = () => {};
  if (breaks && roll(2)) await device.comesBack(); // the page crashed there
  return undefined;
}

/** @param {Holder} device @param {Ledger} ledger @param {(below: number) => number} roll */
async function add(device, ledger, roll) {
  const [id, text] = [b64(random(16)), `text ${roll(1_000_000)}`];
  const problem = await refused(device.asks("paper.add", { id, bytes: new TextEncoder().encode(text).buffer, mime: "text/plain", name: text }));
  if (problem) ledger.unsure.add(id);
  else ledger.kept.set(id, text);
}

/** @param {Holder} device @param {Ledger} ledger @param {string} id */
async function remove(device, ledger, id) {
  const { blob, read } = device.keeper.catalogue.docs.find((one) => one.id === id) ?? { blob: "", read: "" };
  ledger.kept.delete(id);
  if (await refused(device.asks("paper.remove", [id]))) ledger.unsure.add(id);
  else ledger.gone.set(id, { blob, read });
}

for (const seed of SEEDS) {
  test(`history ${seed}`, async () => {
    const roll = dice(seed);
    const ledger = new Ledger();
    const one = new Holder(server);
    await one.signsUp("pocket");
    const devices = [one, await one.onAnotherDevice()];
    for (let n = 0; n < STEPS; n++) await step(devices[roll(2)] ?? one, ledger, roll);
    const fresh = await one.onAnotherDevice();
    const { docs, bin } = await fresh.asks("snapshot");
    const there = new Set([...docs, ...bin].map((/** @type {{id: string}} */ paper) => paper.id));
    for (const [id, text] of ledger.kept) assert.equal(await fresh.reads(id), text);
    for (const [id, { blob, read }] of ledger.gone) {
      assert.ok(!there.has(id), "what was removed is on no list");
      assert.equal(await refused(fresh.keeper.api.asking("blob/get", { id: blob, read })), "not_found");
    }
    assert.ok(ledger.kept.size > 2 && ledger.gone.size > 0, "a history that proves something");
  });
}
