/** Taking everything along: one file, plain or sealed with words, that opens without us. */
import { WalletError } from "../errors.js";
import { drawWords, makeArchive, makeClosed } from "../ui/archive.js";
import { filed } from "../ui/archive_files.js";
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import { downloadFile } from "../ui/download.js";
import { report } from "../ui/problem.js";
import { rules } from "../ui/rules.js";
import * as screen from "../ui/screen.js";
import { titleOf } from "../ui/title.js";
import * as unsaved from "../ui/unsaved.js";
import { asTyped } from "../ui/until.js";
import { word } from "../ui/words.js";
import { call, now } from "../vault.js";

/** @typedef {import("../ui/archive_files.js").Filed} Filed */
/** @typedef {import("../ui/archive.js").Sink} Sink */
/** @typedef {keyof typeof ENDINGS} Form */

/** Bytes of all papers from which the file is written as it grows. */
const MUCH = 50_000_000;

async function showExport() {
  const { docs } = await call("snapshot");
  const root = screen.show("screen-export", {}, { back: () => screen.go("settings") });
  toggle(root, "form", !rules.pc && docs.length > 0);
  toggle(root, "pc", rules.pc);
  toggle(root, "empty", !rules.pc && docs.length === 0);
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(async () => {
      const sink = await chosenFile(root, docs);
      if (sink !== undefined) await begin(root, filed(docs), sink);
    });
  });
}

/**
 * Where there is much, the browser is asked for a file to write into as it grows: a phone has no room to hold it twice.
 * @param {HTMLElement} root @param {{len: number}[]} docs @returns {Promise<Sink | null | undefined>} null where the page keeps it; undefined where the person chose none after all
 */
async function chosenFile(root, docs) {
  const { showSaveFilePicker } = /** @type {any} */ (window);
  if (!showSaveFilePicker || docs.reduce((sum, { len }) => sum + len, 0) < MUCH) return null;
  try {
    return await (await showSaveFilePicker({ suggestedName: nameOf(formOf(root)) })).createWritable();
  } catch (cause) {
    return cause instanceof DOMException && cause.name === "AbortError" ? undefined : null;
  }
}

/** @param {HTMLElement} root @returns {Form} */
function formOf(root) {
  if (field(root, "sealed").checked) return "sealed";
  return field(root, "closed").checked ? "closed" : "plain";
}

/** @param {HTMLElement} root @param {Filed[]} papers @param {Sink | null} sink */
function begin(root, papers, sink) {
  const form = formOf(root);
  if (form === "sealed") return showWords(papers, sink);
  return form === "closed" ? makeAsItIs(sink) : make(papers, null, sink);
}

/** The wallet as it lies on the server; a safe card opens it. @param {Sink | null} sink */
async function makeAsItIs(sink) {
  const outline = await call("closed.outline");
  await working(outline.blobs.length, async (doing) => {
    const { file, missing } = await makeClosed(outline, doing, sink);
    showSaved(file, "closed", outline.blobs.length - missing, []);
  });
}

/** @param {Filed[]} papers @param {Sink | null} sink */
function showWords(papers, sink) {
  const words = drawWords();
  const root = screen.show("screen-export-words", { words }, { back: showExport });
  onClick(root, "next", () => screen.attempt(() => make(papers, words, sink)));
}

/** @param {Filed[]} papers @param {string | null} words @param {Sink | null} sink */
function make(papers, words, sink) {
  return working(papers.length, async (doing) => {
    const { file, missing } = await makeArchive(papers, words, doing, sink);
    showSaved(file, words === null ? "plain" : "sealed", papers.length - missing.length, missing);
  });
}

/** Shows how far it is, and goes back where it was stopped or failed. @param {number} count @param {(doing: import("../ui/archive.js").Doing) => Promise<void>} work */
async function working(count, work) {
  const stop = new AbortController();
  const root = screen.show("screen-export-working", { count: counted(0, count) }, { back: () => stop.abort() });
  const tell = (/** @type {number} */ done) => {
    if (root.isConnected) fill(root, { count: counted(done, count) });
    /** @type {HTMLProgressElement} */ (find(root, "bar")).value = done / count;
  };
  try {
    await unsaved.during(work({ tell, signal: stop.signal }));
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

const ENDINGS = { plain: ".zip", sealed: ".zip.age", closed: "-closed.zip" };

/** @param {Form} form */
function nameOf(form) {
  return `sacoche-${asTyped(now()).slice(0, 10)}${ENDINGS[form]}`;
}

/** @param {Blob | null} file null where it is written already @param {Form} form @param {number} n papers in it @param {Filed[]} missing */
function showSaved(file, form, n, missing) {
  const name = nameOf(form);
  const values = { name, count: word("export.kept", { n }), missing: missing.map((one) => fill(clone("part-share-item"), { title: titleOf(one) })) };
  const root = screen.show("screen-export-done", values, { back: showExport });
  toggle(root, "missing-box", missing.length > 0);
  for (const one of Object.keys(ENDINGS)) toggle(root, one, one === form);
  toggle(root, "save", file !== null);
  onClick(root, "save", () => file && downloadFile(file, name));
}

export const exporting = { export: showExport };
