/** What is shown to others now and what was: with its end and its events, in plain words. */
import { clone, fill, onClick, toggle } from "../ui/dom.js";
import { isolateName } from "../ui/isolate.js";
import { rowsOf } from "../ui/listing.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { titleOf } from "../ui/title.js";
import { moment, hour } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { mandateTitle } from "./mandates.js";
import { whenOf } from "./share_out.js";

/**
 * @typedef {import("../keeper/viewers.js").Seen} ShareEvent
 * @typedef {{id: string, names: string[], docs: string[], from: number, until: number, made: number, link: string,
 *   reference: string, ended: number | null, events: ShareEvent[], sent: string[], mandate?: import("./mandates.js").Mandate}} Share
 */
/** @typedef {import("./papers.js").Paper} Paper */

const DAY = 86_400;

async function showShares() {
  const now = await call("snapshot");
  const fresh = async () => render(root, await call("snapshot"));
  const root = screen.show("screen-shares", {}, { back: () => screen.go("papers"), fresh });
  onClick(root, "all", () => screen.attempt(endAll));
  render(root, now);
  const since = Date.now() / 1000 + now.now / 1000 - DAY;
  const told = now.shares.filter((/** @type {Share} */ one) => one.ended === null || one.ended > since);
  for (const one of told) void screen.attempt(() => refreshRow(root, one.id));
}

/**
 * @param {HTMLElement} root
 * @param {{shares: Share[], docs: Paper[]}} now
 */
function render(root, { shares, docs }) {
  const newest = [...shares].sort((a, b) => b.made - a.made);
  const running = newest.filter((one) => one.ended === null);
  const past = newest.filter((one) => one.ended !== null);
  const rows = (/** @type {Share[]} */ some) => rowsOf(some, (one) => shareRow(one, docs));
  fill(root, { running: rows(running), past: rows(past) });
  toggle(root, "none", running.length === 0);
  toggle(root, "all-box", running.length > 1);
  toggle(root, "past-box", past.length > 0);
}

/**
 * @param {Share} share
 * @param {Paper[]} docs
 */
function shareRow(share, docs) {
  const names = share.docs.map((id, at) => share.names[at] || titled(docs.find((one) => one.id === id)));
  const when = share.ended === null ? whenOf(share) : word("share.ended", { time: moment(share.ended) });
  const row = fill(clone("part-share-row"), { title: share.mandate ? mandateTitle(share.mandate) : names.join(", "), when, reference: share.reference, sent: share.sent.length ? word("share.sent", { names: share.sent.map((one) => (one ? isolateName(one) : word("contact.unnamed"))).join(", ") }) : "", events: eventRows(share.events, share.ended === null) });
  row.dataset.key = share.id;
  for (const name of ["again", "end"]) toggle(row, name, share.ended === null);
  toggle(row, "same", !share.mandate);
  onClick(row, "same", () => screen.go("share-again", { id: share.id }));
  onClick(row, "again", () => screen.go(share.mandate ? "mandate-out" : "share-out", { id: share.id }));
  onClick(row, "end", () => screen.attempt(() => end(share.id)));
  return row;
}

/** @param {Paper | undefined} paper one that has no name, or is gone */
function titled(paper) {
  return paper ? titleOf(paper) : word("file.other");
}

/**
 * @param {ShareEvent[]} events
 * @param {boolean} running
 */
function eventRows(events, running) {
  if (!events.length && running) return [fill(clone("part-share-event"), { at: "", what: word("share.no-events") })];
  return events.map(({ kind, at, who }) => fill(clone("part-share-event"), { at: hour(at), what: [word(`share.event.${kind}`), who].filter(Boolean).join(" · ") }));
}

/**
 * Asks the server what happened to a share that runs, or has ended within a day.
 * @param {HTMLElement} root
 * @param {string} id
 */
async function refreshRow(root, id) {
  const { events, ended } = await call("share.events", id);
  const row = root.querySelector(`[data-key="${id}"]`);
  if (row instanceof HTMLElement && row.isConnected) fill(row, { events: eventRows(events, ended === null) });
}

/** @param {string} id */
async function end(id) {
  await call("share.end", id);
  await screen.go("shares");
  live.say("share.stopped");
}

async function endAll() {
  await call("share.endAll");
  await screen.go("shares");
  live.say("share.stopped");
}

export const shares = { shares: showShares };
