/** Papers that another secret opens too: marked in the list, moved either way, found again where that secret is a new one. */
import { clone, fill, find, onClick } from "../ui/dom.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { word } from "../ui/words.js";
import { askSaid } from "./entry.js";
import { work } from "./working.js";

/** @typedef {{id: string, beside?: boolean}} Paper */

let dismissed = false;

/** The mark on the row of a paper. @param {Paper} paper @returns {Node[]} nothing on a paper that this secret alone opens */
export function markOf(paper) {
  return paper.beside ? [clone("part-beside")] : [];
}

/** What is said above the list where another vault cannot be opened. @param {{absent?: number}} now @returns {Node[]} */
export function noticeOf({ absent = 0 }) {
  if (!absent || dismissed) return [];
  const notice = clone("part-absent");
  onClick(notice, "find", () => void screen.attempt(findAgain));
  onClick(notice, "later", () => {
    dismissed = true;
    notice.remove();
  });
  return [notice];
}

/** What is said above the list where entries of it cannot be read. @param {{unread?: number}} now @returns {Node[]} */
export function unreadNotice({ unread = 0 }) {
  return unread ? [fill(clone("part-unread"), { unread: word("beside.unread", { n: unread }) })] : [];
}

async function findAgain() {
  const found = await work("beside.find", await askSaid({ back: () => screen.go("papers") }), "beside.finding");
  await screen.go("papers");
  if (found) live.say("beside.found");
}

/** The button that moves a paper, where there is somewhere to move it. @param {HTMLElement} root @param {Paper} paper @param {{several?: number}} now @param {() => unknown} leave called before the screen is left */
export function offerMove(root, paper, { several = 0 }, leave) {
  const button = find(root, "move");
  button.hidden = !several;
  find(button, "move-label", "text").textContent = several ? word(paper.beside ? "beside.move-to-this" : "beside.move-to-other") : "";
  button.addEventListener("click", () => void screen.attempt(() => move(paper, leave)));
}

/** @param {Paper} paper @param {() => unknown} leave */
async function move(paper, leave) {
  const what = word(paper.beside ? "beside.to-this" : "beside.to-other");
  if ((await ask("sheet-move", { what })) !== "yes") return;
  leave();
  const moved = await work("paper.move", paper.id, "beside.moving");
  await screen.go("papers");
  if (moved) live.say("beside.moved");
}
