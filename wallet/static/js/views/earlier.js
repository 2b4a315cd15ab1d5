/** Earlier lists: where the present one cannot be read, and in settings to bring back papers that are missing. */
import { WalletError } from "../errors.js";
import { clone, fill, onClick, toggle } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import * as leave from "../ui/leave.js";
import { rowsOf } from "../ui/listing.js";
import * as live from "../ui/live.js";
import { paperIcon } from "../ui/paper_icon.js";
import { report } from "../ui/problem.js";
import * as screen from "../ui/screen.js";
import { sortOf, titleOf } from "../ui/title.js";
import { day } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { metaOf } from "./papers.js";
import { showWorking } from "./working.js";

/** @typedef {import("./papers.js").Paper} Paper */

/** Noon, so that it is the same day in every zone we serve. @param {number} number days since the epoch */
function named(number) {
  return day(number * 86_400 + 43_200);
}

/** The secret was right, but the list came back damaged. */
function showDamaged() {
  idle.watch();
  const root = screen.show("screen-list-damaged");
  onClick(root, "finish", leave.finish);
  onClick(root, "look", () => tries(look));
}

/**
 * What fails is told and can be tried again; where the session is over, from the secret on.
 * @param {() => Promise<unknown>} work
 */
async function tries(work) {
  try {
    await work();
  } catch (problem) {
    await report(problem);
    await screen.go(problem instanceof WalletError && problem.code === "no_session" ? "unlock" : "list-damaged");
  }
}

async function look() {
  const found = await call("unlock.earlier");
  if (found.day === null) return goOn("earlier.whole");
  const root = screen.show("screen-list-found", { title: word("earlier.of", { day: named(found.day) }), papers: word("earlier.papers", { n: found.papers }) }, { back: showDamaged });
  onClick(root, "finish", leave.finish);
  onClick(root, "on", () => tries(() => goOn("earlier.open")));
}

/** @param {string} said */
async function goOn(said) {
  await call("unlock.goOn", null, { onprogress: showWorking("unlock.working") });
  await screen.go("papers");
  live.say(said);
}

async function showDays() {
  /** @type {number[]} */
  const days = await call("versions.days");
  const root = screen.show("screen-earlier", { days: rowsOf(days, dayRow) }, { back: () => screen.go("settings") });
  toggle(root, "none", days.length === 0);
}

/** @param {number} number */
function dayRow(number) {
  const row = fill(clone("part-earlier-day"), { title: named(number) });
  row.querySelector("button")?.addEventListener("click", () => void screen.go("earlier-day", number));
  return row;
}

/** @param {number} number */
async function showDay(number) {
  /** @type {Paper[]} */
  const papers = await call("versions.lost", number);
  const root = screen.show("screen-earlier-day", { title: word("earlier.of", { day: named(number) }), papers: rowsOf(papers, paperRow) }, { back: showDays });
  toggle(root, "none", papers.length === 0);
  toggle(root, "some", papers.length > 0);
  onClick(root, "back-in", () => screen.attempt(() => bringBack(number, papers.length)));
}

/** @param {Paper} paper */
function paperRow(paper) {
  return fill(clone("part-earlier-paper"), { title: titleOf(paper), meta: metaOf(paper), picture: paperIcon(paper.kind, sortOf(paper.mime)) });
}

/**
 * @param {number} number
 * @param {number} n
 */
async function bringBack(number, n) {
  await call("versions.bringBack", number);
  await screen.go("papers");
  live.say("earlier.back", { n });
}

export const earlier = { "list-damaged": showDamaged, earlier: showDays, "earlier-day": showDay };
