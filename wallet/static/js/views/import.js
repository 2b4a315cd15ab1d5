/** Papers from one file with many: of this wallet, or from Reconnect. What is here already is not taken twice. */
import { WalletError } from "../errors.js";
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import { sentence } from "../ui/problem.js";
import * as screen from "../ui/screen.js";
import { unpack } from "../ui/unpack.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";

/** @typedef {{added: number, known: number, refused: {name: string, why: string}[]}} Outcome */

/** After these the next paper would fare no better. */
const ENDS = ["no_session", "offline", "quota", "slow_down", "busy", "store_away", "store_full"];

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
  const found = await unpack(file);
  const stop = new AbortController();
  const count = found.length;
  const root = screen.show("screen-import-working", { count: word("import.count", { done: 0, count }) }, { back: () => stop.abort() });
  /** @type {Outcome} */
  const outcome = { added: 0, known: 0, refused: [] };
  for (const [at, one] of found.entries()) {
    if (stop.signal.aborted) break;
    await idle.during(take(one, outcome));
    if (root.isConnected) fill(root, { count: word("import.count", { done: at + 1, count }) });
    /** @type {HTMLProgressElement} */ (find(root, "bar")).value = (at + 1) / count;
  }
  showDone(outcome, count);
}

/** @param {import("../ui/unpack.js").Found} found @param {Outcome} outcome */
async function take(found, outcome) {
  try {
    const paper = await found.read();
    const { known } = await call("paper.import", paper, { transfer: [paper.bytes] });
    outcome[known ? "known" : "added"]++;
  } catch (problem) {
    if (!(problem instanceof WalletError) || ENDS.includes(problem.code)) throw problem;
    outcome.refused.push({ name: found.name, why: sentence(problem) });
  }
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
