/** One paper: seen, printed, given back, renamed, replaced, put in the bin. */
import { WalletError } from "../errors.js";
import { field, fill, find, onClick, toggle } from "../ui/dom.js";
import { download } from "../ui/download.js";
import { prepare } from "../ui/incoming.js";
import * as idle from "../ui/idle.js";
import * as live from "../ui/live.js";
import { rules } from "../ui/rules.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { titleOf } from "../ui/title.js";
import * as unsaved from "../ui/unsaved.js";
import { moment } from "../ui/when.js";
import { Viewer } from "../ui/viewer.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { offerMove } from "./beside.js";
import { metaOf } from "./papers.js";

/** @typedef {import("./papers.js").Paper} Paper */
/** @typedef {{bytes: ArrayBuffer, mime: string, name: string}} Opened as the keeper gives it */

/** @param {{id: string}} arg */
async function showPaper({ id }) {
  const now = await call("snapshot");
  const paper = await entryOf(id);
  const root = screen.show("screen-paper", { title: titleOf(paper), meta: metaOf(paper) }, { back: () => leaveTo("papers") });
  const place = find(root, "view", "slot");
  const viewer = new Viewer(place, "");
  const leaveTo = (/** @type {string} */ name, /** @type {unknown} */ arg = undefined) => {
    viewer.close();
    return screen.go(name, arg);
  };
  warnOfOld(root, paper);
  onClick(root, "share", () => leaveTo("share-choose", { ids: [id] }));
  onClick(root, "alone", () => leaveTo("show-one", { papers: [paper] }));
  onClick(root, "put", () => leaveTo("put", { id }));
  onClick(root, "details", () => leaveTo("details", { id }));
  onClick(root, "bin", () => screen.attempt(() => bin(id, leaveTo)));
  offerMove(root, paper, now, () => viewer.close());
  const opened = await idle.during(call("paper.open", id));
  if (root.isConnected) await present(root, viewer, paper, opened);
}

/** @param {string} id @returns {Promise<Paper>} */
export async function entryOf(id) {
  const { docs } = await call("snapshot");
  return docs.find((/** @type {Paper} */ one) => one.id === id) ?? screen.go("papers");
}

/**
 * @param {HTMLElement} root
 * @param {Paper} paper
 */
function warnOfOld(root, paper) {
  const until = Math.max(0, ...paper.versions.map((one) => one.until));
  toggle(root, "versions-box", until > 0);
  if (until) fill(root, { versions: word("papers.old-version", { time: moment(until) }) });
}

/**
 * @param {HTMLElement} root
 * @param {Viewer} viewer
 * @param {Paper} paper
 * @param {Opened} opened
 */
async function present(root, viewer, paper, opened) {
  const name = titleOf(paper);
  const bytes = new Uint8Array(opened.bytes);
  // pdf.js takes the bytes it is given, so the viewer gets a copy.
  await viewer.show({ mime: opened.mime, bytes: bytes.slice(), name });
  toggle(root, "unsafe", viewer.look === "other");
  toggle(root, "print", viewer.look === "picture" || viewer.look === "pdf" || viewer.look === "text");
  onClick(root, "print", () => screen.attempt(() => viewer.print(true)));
  toggle(root, "download", !rules.pc);
  onClick(root, "download", () => download(bytes, name, opened.mime));
  const input = field(root, "file");
  onClick(root, "replace", () => (viewer.look === "text" ? screen.go("note", { id: paper.id, text: viewer.text }) : input.click()));
  input.addEventListener("change", () => screen.attempt(() => replace(paper.id, input.files?.[0])));
}

/**
 * @param {string} id
 * @param {File} [file]
 */
async function replace(id, file) {
  if (!file) return;
  const prepared = await prepareOrAsk(file);
  if (!prepared) return;
  const { bytes, mime } = prepared;
  await unsaved.during(idle.during(call("paper.replace", { id, bytes, mime }, { transfer: [bytes] })));
  await screen.go("paper", { id });
  live.say("papers.kept");
}

/** @param {File} file @returns {Promise<{bytes: ArrayBuffer, mime: string} | null>} null where its end is missing and it is left out */
async function prepareOrAsk(file) {
  try {
    return await prepare(file);
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code !== "cut_off") throw problem;
    return (await ask("sheet-cut-off")) === "yes" ? prepare(file, { anyway: true }) : null;
  }
}

/**
 * @param {string} id
 * @param {(name: string) => unknown} leaveTo
 */
async function bin(id, leaveTo) {
  await call("paper.bin", [id]);
  await leaveTo("papers");
  live.say("papers.to-bin");
}

export const paper = { paper: showPaper };
