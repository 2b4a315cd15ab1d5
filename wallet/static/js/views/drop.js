/** Putting a paper into somebody's mailbox: one file, handed over and not read. */
import { parseDropAddress } from "../crypto/address.js";
import { WalletError } from "../errors.js";
import { askWorker } from "../ui/asking.js";
import { field, fill, find, onClick, toggle } from "../ui/dom.js";
import * as leave from "../ui/leave.js";
import { load, newWorker } from "../ui/parts.js";
import * as stage from "../ui/stage.js";
import * as unsaved from "../ui/unsaved.js";
import { moment } from "../ui/when.js";
import { hasWord, word } from "../ui/words.js";
import { askForLink, carry, enterByLink } from "./by_link.js";

/** @typedef {import("../dropping.js").Paper} Paper */

/** @type {Worker | null} */
let worker = null;
leave.whenLeaving(dismiss);

function dismiss() {
  worker?.terminate();
  worker = null;
}

/** @param {string} fragment with its # */
function enter(fragment) {
  return enterByLink(fragment, parseDropAddress, showDrop, { screen: "screen-nobox", none: "drop.nobox", broken: "drop.nobox" });
}

/** @param {string} fragment */
function showDrop(fragment) {
  const root = stage.show("screen-drop", { trouble: "", chosen: "" });
  unsaved.watch(root);
  files().catch(() => undefined); // fetched while somebody chooses; a failure is told when it is needed
  const file = field(root, "file");
  onClick(root, "choose", () => file.click());
  file.addEventListener("change", () => {
    fill(root, { chosen: file.files?.[0]?.name ?? "" });
    toggle(root, "trouble-box", false);
  });
  carry(fragment);
  /** @type {File | undefined} whose end is missing, which was told */
  let cut;
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void give(root, fragment, cut).then((told) => (cut = told));
  });
}

/** @returns {Promise<{prepare: typeof import("../ui/incoming.js").prepare}>} */
function files() {
  return load("files");
}

/** @param {HTMLElement} root @param {string} fragment @param {File} [cut] is handed over although its end is missing @returns {Promise<File | undefined>} the one of which that was told now */
async function give(root, fragment, cut) {
  const file = field(root, "file").files?.[0];
  if (!file) return void trouble(root, "drop.no-file");
  toggle(root, "form", false);
  toggle(root, "working", true);
  const bar = /** @type {HTMLProgressElement} */ (find(root, "bar"));
  try {
    const { bytes, mime, name } = await (await files()).prepare(file, { anyway: file === cut });
    const paper = { from: field(root, "from").value.trim(), name: field(root, "name").value.trim() || name, mime, bytes };
    showDone(fragment, await handOver(fragment, paper, (done) => (bar.value = done)));
  } catch (problem) {
    dismiss();
    if (problem instanceof WalletError && problem.code === "not_found") return void askForLink("screen-nobox", "drop.closed", enter);
    const code = problem instanceof WalletError && hasWord(`drop.${problem.code}`) ? problem.code : "unknown";
    trouble(root, `drop.${code}`);
    if (!(problem instanceof WalletError)) throw problem;
    return problem.code === "cut_off" ? file : undefined;
  }
}

/** @param {HTMLElement} root @param {string} key */
function trouble(root, key) {
  toggle(root, "form", true);
  toggle(root, "working", false);
  fill(root, { trouble: word(key) });
  toggle(root, "trouble-box", true);
  find(root, "trouble-box").scrollIntoView({ block: "nearest" });
}

/** @param {string} fragment @param {number} when in seconds of the server's clock */
function showDone(fragment, when) {
  const root = stage.show("screen-dropped", { when: moment(when) });
  unsaved.watch(root);
  onClick(root, "more", () => showDrop(fragment));
  root.querySelector("[data-print]")?.addEventListener("click", () => print());
}

/** @param {string} fragment @param {Paper} paper @param {(done: number) => void} onprogress @returns {Promise<number>} when, in seconds of the server's clock */
function handOver(fragment, paper, onprogress) {
  return askWorker((worker ??= newWorker("deposit")), { fragment, paper }, onprogress, [paper.bytes]);
}

export const drop = { address: enter };
