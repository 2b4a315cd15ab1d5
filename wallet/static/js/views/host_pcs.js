/** The PCs of a host, asked for every three seconds. Whoever asks for help stands out, in the page's title too. */
import { WalletError } from "../errors.js";
import { order, pcs as ask, post } from "../host_api.js";
import { find, onClick, toggle } from "../ui/dom.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { ask as question } from "../ui/sheet.js";
import { card, refill } from "./host_pc.js";

/** @typedef {import("../host_api.js").Pc} Pc */

const EVERY_MS = 3000;
const PASSING = ["offline", "busy", "store_away", "slow_down", "cancelled", "unexpected"];
const TITLE = document.title;
/** What a list that was filled last said. @type {Set<string>} */
let asking = new Set();

/** @param {{say?: string, name?: string}} [arg] `say`: news for the list, about the PC `name` */
async function showPcs({ say, name } = {}) {
  const root = screen.show("screen-host-pcs");
  asking = new Set();
  onClick(root, "out", () => screen.attempt(signOut));
  onClick(root, "closing-all", () => screen.attempt(() => closeAll(root)));
  if (say) live.say(say, { name: name ?? "" });
  await refresh(root);
  void screen.attempt(() => keepFresh(root));
}

/** @param {HTMLElement} root */
async function keepFresh(root) {
  while (root.isConnected) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    if (root.isConnected) await refresh(root);
  }
}

/** @param {HTMLElement} root */
async function refresh(root) {
  try {
    const found = await ask();
    if (!root.isConnected) return;
    toggle(root, "stale", false);
    fillList(root, found);
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem;
    if (problem.code === "no_session") return ended(root);
    if (!PASSING.includes(problem.code)) throw problem;
    toggle(root, "stale", true);
  }
}

/** @param {HTMLElement} root */
function ended(root) {
  document.title = TITLE;
  if (root.isConnected) void screen.go("host-in", { say: "host.ended" });
}

/** Cards stay where they are, so that a tap or the focus does not land on another one. @param {HTMLElement} root @param {Pc[]} found */
function fillList(root, found) {
  const list = find(root, "pcs", "slot");
  const known = new Map([...list.children].map((one) => [one.getAttribute("data-key"), /** @type {HTMLElement} */ (one)]));
  const cards = found.map((pc) => refill(known.get(pc.id) ?? card(pc), pc));
  if (cards.length !== known.size || cards.some((one, at) => list.children[at] !== one)) list.replaceChildren(...cards);
  toggle(root, "none", found.length === 0);
  toggle(root, "closing-all", found.filter((pc) => pc.seen).length > 1);
  tellOfHelp(found.filter((pc) => pc.help));
}

/** Each wish is told once; the title counts them, for a page that lies behind another. @param {Pc[]} found */
function tellOfHelp(found) {
  const fresh = found.find((pc) => !asking.has(pc.id));
  if (fresh) live.say("pc.asks", { name: fresh.name });
  asking = new Set(found.map((pc) => pc.id));
  document.title = found.length ? `(${found.length}) ${TITLE}` : TITLE;
}

/** @param {HTMLElement} root */
async function closeAll(root) {
  const minutes = Number(await question("sheet-host-closing"));
  if (!minutes) return;
  for (const pc of await ask()) if (pc.seen) await order(pc.id, "announce_closing", minutes);
  if (root.isConnected) live.say("pc.sent-all");
}

async function signOut() {
  await post("logout", {});
  document.title = TITLE;
  await screen.go("host-in");
}

export const hostPcs = { "host-pcs": showPcs };
