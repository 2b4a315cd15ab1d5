/** Taking everything along: one file, plain or sealed with words, that opens without us. */
import { WalletError } from "../errors.js";
import { drawWords, makeArchive } from "../ui/archive.js";
import { filed } from "../ui/archive_files.js";
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import { downloadFile } from "../ui/download.js";
import { report } from "../ui/problem.js";
import { rules } from "../ui/rules.js";
import * as screen from "../ui/screen.js";
import { titleOf } from "../ui/title.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";

/** @typedef {import("../ui/archive_files.js").Filed} Filed */

async function showExport() {
  const { docs } = await call("snapshot");
  const root = screen.show("screen-export", {}, { back: () => screen.go("settings") });
  toggle(root, "form", !rules.pc && docs.length > 0);
  toggle(root, "pc", rules.pc);
  toggle(root, "empty", !rules.pc && docs.length === 0);
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const papers = filed(docs);
    void screen.attempt(() => (field(root, "sealed").checked ? showWords(papers) : make(papers, null)));
  });
}

/** @param {Filed[]} papers */
function showWords(papers) {
  const words = drawWords();
  const root = screen.show("screen-export-words", { words }, { back: showExport });
  onClick(root, "next", () => screen.attempt(() => make(papers, words)));
}

/** @param {Filed[]} papers @param {string | null} words */
async function make(papers, words) {
  const stop = new AbortController();
  const root = screen.show("screen-export-working", { count: counted(0, papers.length) }, { back: () => stop.abort() });
  const tell = (/** @type {number} */ done) => {
    if (root.isConnected) fill(root, { count: counted(done, papers.length) });
    /** @type {HTMLProgressElement} */ (find(root, "bar")).value = done / papers.length;
  };
  try {
    showDone(papers, words, await makeArchive(papers, words, { tell, signal: stop.signal }));
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem;
    if (problem.code !== "cancelled") await report(problem);
    await showExport();
  }
}

/** @param {number} done @param {number} count */
function counted(done, count) {
  return word("export.count", { done, count });
}

/** @param {Filed[]} papers @param {string | null} words @param {{file: Blob, missing: Filed[]}} made */
function showDone(papers, words, { file, missing }) {
  const name = `sacoche-${new Date().toISOString().slice(0, 10)}.zip${words === null ? "" : ".age"}`;
  const values = { name, count: word("export.kept", { n: papers.length - missing.length }), missing: missing.map((one) => fill(clone("part-share-item"), { title: titleOf(one) })) };
  const root = screen.show("screen-export-done", values, { back: showExport });
  toggle(root, "missing-box", missing.length > 0);
  toggle(root, "sealed", words !== null);
  toggle(root, "plain", words === null);
  onClick(root, "save", () => downloadFile(file, name));
}

export const exporting = { export: showExport };
