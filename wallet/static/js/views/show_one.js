/**
 * "Show only this": the chosen papers are fetched, then the session ends and the Worker with every key goes; what the
 * page holds from then on is these papers and nothing else. The one way on is to open the wallet again.
 */
import { find, onClick, toggle } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import * as leave from "../ui/leave.js";
import { rowsOf } from "../ui/listing.js";
import * as screen from "../ui/screen.js";
import { stayAwake } from "../ui/awake.js";
import { titleOf } from "../ui/title.js";
import { Viewer } from "../ui/viewer.js";
import { call, end } from "../vault.js";
import { tickRow } from "./share.js";
import { showWorking } from "./working.js";

/** @typedef {import("./share.js").Paper} Paper */
/** @typedef {{bytes: Uint8Array<ArrayBuffer>, mime: string, name: string}} Shown */

async function showChoose() {
  const { docs } = await call("snapshot");
  const ticked = new Set();
  const follow = () => find(root, "next").toggleAttribute("disabled", ticked.size === 0);
  const root = screen.show("screen-show-choose", { papers: rowsOf(docs, (/** @type {Paper} */ one) => tickRow(one, ticked, follow)) }, { back: () => screen.go("papers") });
  toggle(root, "empty", docs.length === 0);
  onClick(root, "next", () => void screen.go("show-one", { papers: docs.filter((/** @type {Paper} */ one) => ticked.has(one.id)) }));
}

/** @param {{papers: Paper[]}} arg */
async function showOne({ papers }) {
  const onprogress = showWorking("show.working");
  /** @type {Shown[]} */
  const shown = [];
  for (const [at, paper] of papers.entries()) {
    const { bytes, mime } = await idle.during(call("paper.open", paper.id));
    shown.push({ bytes: new Uint8Array(bytes), mime, name: titleOf(paper) });
    onprogress({ done: (at + 1) / papers.length });
  }
  await end();
  await show(shown, 0);
}

/** @param {Shown[]} papers @param {number} at */
async function show(papers, at) {
  const paper = papers[at];
  if (!paper) return;
  const root = screen.show("screen-show-one", {}, { back: () => undefined });
  stayAwake(root);
  const viewer = new Viewer(find(root, "view", "slot"), "");
  for (const [name, step] of /** @type {const} */ ([["before", -1], ["after", 1]])) {
    toggle(root, name, papers[at + step] !== undefined);
    onClick(root, name, () => {
      viewer.close();
      void screen.attempt(() => show(papers, at + step));
    });
  }
  onClick(root, "leave", leave.openAgain);
  // pdf.js takes the bytes it is given, so the viewer gets a copy.
  await viewer.show({ ...paper, bytes: paper.bytes.slice() });
}

export const showing = { "show-choose": showChoose, "show-one": showOne };
