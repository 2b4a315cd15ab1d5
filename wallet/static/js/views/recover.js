/** Opening with the help of others: a card and one part, or two parts after a wait; then a new secret and a new card. */
import { find, onClick } from "../ui/dom.js";
import { Groups } from "../ui/groups.js";
import * as idle from "../ui/idle.js";
import * as leave from "../ui/leave.js";
import { report } from "../ui/problem.js";
import * as screen from "../ui/screen.js";
import { moment } from "../ui/when.js";
import { word } from "../ui/words.js";
import * as vault from "../vault.js";
import { askPart } from "./part.js";
import { scanCard } from "./scan_card.js";
import { tryToOpen } from "./unlock.js";

function showRecover() {
  vault.awake();
  screen.show("screen-recover", {}, { back: () => screen.go("unlock-card") });
}

/** @param {string[]} [groups] scanned or typed before */
function showCard(groups) {
  const fields = new Groups(() => find(root, "next").toggleAttribute("disabled", !fields.complete()));
  const root = screen.show("screen-recover-card", { groups: fields.element }, { back: showRecover });
  onClick(root, "scan", () => void scan());
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(() => withPart(fields.values()));
  });
  if (Array.isArray(groups)) fields.fill(groups);
}

async function scan() {
  try {
    showCard(await scanCard(() => showCard()));
  } catch (problem) {
    showCard();
    await report(problem);
  }
}

/** @param {string[]} card */
async function withPart(card) {
  const again = () => showCard(card);
  const part = await askPart(word("recover.first"), again);
  if (await tryToOpen("unlock.helper", { card, part }, again)) showRecovered();
}

async function showParts() {
  const first = await askPart(word("recover.first-of-two"), showRecover);
  const second = await askPart(word("recover.second-of-two"), () => showParts());
  const opened = await tryToOpen("unlock.helpers", { parts: [first, second] }, showRecover);
  if (opened?.readyAt) showWait(opened.readyAt);
  else if (opened) showRecovered();
}

/** @param {number} readyAt */
function showWait(readyAt) {
  const root = screen.show("screen-recover-wait", { when: word("recover.when", { moment: moment(readyAt) }) });
  onClick(root, "finish", leave.finish);
}

/** There is no way on but a new secret, or closing the page: what was lost may be in somebody's hands. */
function showRecovered() {
  idle.watch();
  const root = screen.show("screen-recovered", {}, { back: () => undefined });
  onClick(root, "begin", () => void screen.go("everywhere"));
  onClick(root, "finish", leave.finish);
}

export const recover = { recover: showRecover, "recover-card": showCard, "recover-parts": showParts };
