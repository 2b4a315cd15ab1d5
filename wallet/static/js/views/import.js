/** Papers from one file with many: of this wallet, from Reconnect, or any ZIP. What is here already is not taken twice. */
import { WalletError } from "../errors.js";
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import { Groups } from "../ui/groups.js";
import * as idle from "../ui/idle.js";
import { prepare } from "../ui/incoming.js";
import { load } from "../ui/parts.js";
import { sentence } from "../ui/problem.js";
import * as screen from "../ui/screen.js";
import * as unsaved from "../ui/unsaved.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { scanCard } from "./scan_card.js";

/** @typedef {import("../ui/unpack.js").Found} Found */
/** @typedef {{added: number, known: number, refused: {name: string, why: string}[]}} Outcome */

/** After these the next paper would fare no better. */
const ENDS = ["offline", "quota", "slow_down", "busy", "store_away", "store_full"];

function showImport() {
  const root = screen.show("screen-import", {}, { back: () => screen.go("add") });
  onClick(root, "choose", () => find(root, "file").click());
  field(root, "file").addEventListener("change", () => {
    const [file] = field(root, "file").files ?? [];
    if (file) void screen.attempt(() => bring(file));
  });
}

/** @param {File} file */
async function bring(file) {
  const { unpack } = await load("archive");
  /** @type {Found[]} */
  const found = await ours(unpack(file, { prepare, ask }));
  await unsaved.during(takeAll(found));
}

/** @param {Found[]} found */
async function takeAll(found) {
  const stop = new AbortController();
  const count = found.length;
  const root = screen.show("screen-import-working", { count: word("import.count", { done: 0, count }) }, { back: () => stop.abort() });
  /** @type {Outcome} */
  const outcome = { added: 0, known: 0, refused: [] };
  for (const [at, one] of found.entries()) {
    if (stop.signal.aborted) break;
    const end = await idle.during(take(one, outcome));
    if (end) {
      outcome.refused.push(...found.slice(at + 1).map(({ name }) => ({ name, why: end })));
      break;
    }
    if (root.isConnected) fill(root, { count: word("import.count", { done: at + 1, count }) });
    /** @type {HTMLProgressElement} */ (find(root, "bar")).value = (at + 1) / count;
  }
  showDone(outcome, count);
}

/** What opens a locked file, or a wallet that was saved closed. @param {"digits" | "card"} what @param {boolean} wrong @returns {Promise<string>} never settles once the screen is left */
function ask(what, wrong) {
  const card = what === "card";
  const groups = new Groups(() => {});
  const root = screen.show("screen-import-locked", { lead: word(`import.${what}`), groups: groups.element, trouble: wrong ? word("problem.nothing_opens") : "" }, { back: showImport });
  toggle(root, "card", card);
  toggle(root, "digits", !card);
  return new Promise((resolve) => {
    onClick(root, "scan", () => void screen.attempt(async () => resolve((await scanCard(showImport)).join(" "))));
    find(root, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      resolve(card ? groups.values().join(" ") : field(root, "words").value);
    });
  });
}

/** The bundle has a class of its own for errors: what it raises becomes one of this page. @template T @param {Promise<T>} work @returns {Promise<T>} */
async function ours(work) {
  try {
    return await work;
  } catch (problem) {
    throw problem instanceof Error && problem.name === "WalletError" ? new WalletError(/** @type {WalletError} */ (problem).code, { cause: problem }) : problem;
  }
}

/** @param {Found} found @param {Outcome} outcome @returns {Promise<string | null>} why nothing more can come in, where that is so */
async function take(found, outcome) {
  try {
    const paper = await ours(found.read());
    const { known } = await call("paper.import", paper, { transfer: [paper.bytes] });
    outcome[known ? "known" : "added"]++;
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "no_session") throw problem;
    outcome.refused.push({ name: found.name, why: sentence(problem) });
    if (problem instanceof WalletError && ENDS.includes(problem.code)) return sentence(problem);
  }
  return null;
}

/** @param {Outcome} outcome @param {number} count */
function showDone({ added, known, refused }, count) {
  const left = count - added - known - refused.length;
  const rows = refused.map(({ name, why }) => fill(clone("part-import-refused"), { name, why }));
  const root = screen.show("screen-import-done", { added: word("import.added", { n: added }), known: word("import.known", { n: known }), left: word("import.left", { n: left }), refused: rows });
  toggle(root, "known-box", known > 0);
  toggle(root, "left-box", left > 0);
  toggle(root, "refused-box", refused.length > 0);
}

export const importing = { import: showImport };
