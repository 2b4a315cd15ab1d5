/** Papers for when there is no network: chosen while the wallet is open, read later with this phone's passkey alone. */
import * as shelf from "../shelf.js";
import { clone, fill, find, onClick, toggle } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import * as leave from "../ui/leave.js";
import { rowsOf } from "../ui/listing.js";
import * as live from "../ui/live.js";
import { reached } from "../ui/offline.js";
import { paperIcon } from "../ui/paper_icon.js";
import * as passkey from "../ui/passkey.js";
import * as screen from "../ui/screen.js";
import { sortOf, titleOf } from "../ui/title.js";
import { Viewer } from "../ui/viewer.js";
import { moment } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { metaOf } from "./papers.js";
import { tickRow } from "./share.js";
import { work } from "./working.js";

/** @typedef {import("./papers.js").Paper} Paper */
/** @typedef {{saved: number, docs: Paper[]}} Kept */

const MB = 1_000_000;
const MOST = 31 * MB; // keeper/offline.js refuses a little more than this
const LOOK_MS = 15_000;
let watching = false;

async function showChoose() {
  const { docs, doors } = await call("snapshot");
  const found = await shelf.get();
  const door = found && doors.find((/** @type {{id: string}} */ one) => one.id === shelf.doorOf(found));
  const container = door ? found : null; // what is there may belong to another wallet
  const mine = docs.filter((/** @type {Paper} */ one) => !one.beside);
  const chosen = door?.offline ?? [];
  /** @type {Set<string>} */
  const ticked = new Set(mine.map((/** @type {Paper} */ one) => one.id).filter((/** @type {string} */ id) => chosen.includes(id)));
  const root = screen.show("screen-kept-choose", { papers: rowsOf(mine, (/** @type {Paper} */ one) => tickRow(one, ticked, follow)), room: "" }, { back: () => screen.go("install") });
  toggle(root, "empty", mine.length === 0);
  toggle(root, "first", !doors.some((/** @type {{kind: string}} */ one) => one.kind === "passkey"));
  onClick(root, "keep", () => screen.attempt(() => keep([...ticked], container)));
  follow();

  function follow() {
    const taken = mine.filter((/** @type {Paper} */ one) => ticked.has(one.id)).reduce((/** @type {number} */ sum, /** @type {Paper} */ one) => sum + one.len, 0);
    fill(root, { room: word("kept.room", { n: Math.ceil(taken / MB), most: MOST / MB }) });
    find(root, "keep").toggleAttribute("disabled", taken > MOST || (ticked.size === 0 && !container));
  }
}

/** A phone that keeps something is known by that; one that keeps nothing yet shows its passkey. @param {string[]} ids @param {ArrayBuffer | null} container */
async function keep(ids, container) {
  const prf = container ? null : await passkey.ask();
  const kept = await work("offline.keep", { ids, container, prf }, "kept.working");
  if (kept) await shelf.put(kept);
  await screen.go("install");
  if (kept) live.say(ids.length ? "kept.done" : "kept.none");
}

/** Whether there is something to read here and now, and no server that could say more. */
export async function mustDo() {
  return (await shelf.get()) !== null && !(await reached());
}

/** @param {ArrayBuffer} prf of this phone's passkey */
export async function openKept(prf) {
  const kept = await call("offline.open", { container: await shelf.get(), prf });
  idle.watch();
  watch();
  showKept(kept);
}

/** The network is back: where this phone was taken away meanwhile, everything goes. */
function watch() {
  if (watching) return;
  watching = true;
  const look = async () => void ((await shelf.dropIfLost()) && leave.openAgain());
  addEventListener("online", look);
  setInterval(look, LOOK_MS);
}

/** @param {Kept} kept */
function showKept(kept) {
  const rows = rowsOf(kept.docs, (one) => keptRow(one, () => screen.go("kept-paper", { kept, one })));
  const root = screen.show("screen-kept", { papers: rows, saved: word("kept.saved", { time: moment(kept.saved) }) });
  toggle(root, "empty", kept.docs.length === 0);
  onClick(root, "finish", leave.finish);
}

/** @param {Paper} one @param {() => unknown} open */
function keptRow(one, open) {
  const row = fill(clone("part-paper-row"), { title: titleOf(one), meta: metaOf(one), picture: paperIcon(one.kind, sortOf(one.mime)) });
  row.querySelector("button")?.addEventListener("click", open);
  return row;
}

/** @param {{kept: Kept, one: Paper}} arg */
async function showPaper({ kept, one }) {
  const back = () => {
    viewer.close();
    showKept(kept);
  };
  const root = screen.show("screen-kept-paper", { title: titleOf(one), meta: metaOf(one) }, { back });
  const viewer = new Viewer(find(root, "view", "slot"), "");
  const { bytes, mime } = await call("offline.read", one.id);
  await viewer.show({ bytes: new Uint8Array(bytes), mime, name: titleOf(one) });
}

export const kept = { "kept-choose": showChoose, "kept-paper": showPaper };
