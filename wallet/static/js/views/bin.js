/** The bin: seven days to change one's mind, or gone for good at once. */
import { clone, fill, onClick, toggle } from "../ui/dom.js";
import { rowsOf } from "../ui/listing.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { titleOf } from "../ui/title.js";
import { day } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";

const KEPT = 7 * 86_400;

/** @typedef {import("./papers.js").Paper & {binned: number}} Binned */

async function showBin() {
  const { bin } = await call("snapshot");
  const fresh = async () => render(root, (await call("snapshot")).bin);
  const root = screen.show("screen-bin", {}, { back: () => screen.go("papers"), fresh });
  render(root, bin);
}

/**
 * @param {HTMLElement} root
 * @param {Binned[]} bin
 */
function render(root, bin) {
  fill(root, { papers: rowsOf(bin, binRow) });
  toggle(root, "empty", bin.length === 0);
}

/** @param {Binned} paper */
function binRow(paper) {
  const row = fill(clone("part-bin-row"), { title: titleOf(paper), meta: word("papers.binned", { day: day(paper.binned + KEPT) }) });
  row.dataset.key = paper.id;
  onClick(row, "restore", () => screen.attempt(() => change("paper.restore", paper.id, "papers.back")));
  onClick(row, "remove", async () => {
    if ((await ask("sheet-remove")) === "yes") await screen.attempt(() => change("paper.remove", paper.id, "papers.removed"));
  });
  return row;
}

/**
 * @param {string} method
 * @param {string} id
 * @param {string} said
 */
async function change(method, id, said) {
  await call(method, [id]);
  await screen.go("bin");
  live.say(said);
}

export const bin = { bin: showBin };
