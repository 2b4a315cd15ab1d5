/** The log: what happened to what is shown, and to what others put in. Only the person sees it, and only they can erase it. */
import { clone, fill, onClick, toggle } from "../ui/dom.js";
import { isolate } from "../ui/isolate.js";
import { rowsOf } from "../ui/listing.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { moment } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";

/** @typedef {import("../keeper/log.js").Line} Line */

async function showLog() {
  /** @type {Line[]} */
  const lines = await call("log.read");
  const root = screen.show("screen-log", { lines: rowsOf(lines, rowOf) }, { back: () => screen.go("settings"), fresh: showLog });
  toggle(root, "none", lines.length === 0);
  toggle(root, "erase-box", lines.length > 0);
  onClick(root, "erase", () => screen.attempt(erase));
}

/** @param {Line} line */
function rowOf({ kind, at, reference, who }) {
  const row = clone(`part-log-${kind}`);
  return fill(row, { when: [moment(at), who && isolate(who), reference && word("log.reference", { reference: isolate(reference) })].filter(Boolean).join(" · ") });
}

async function erase() {
  if ((await ask("sheet-log-erase")) !== "yes") return;
  await call("log.erase");
  await showLog();
  live.say("log.erased");
}

export const log = { log: showLog };
