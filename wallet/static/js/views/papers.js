/** The list of papers: what is in this wallet, searched and filtered in the browser alone. */
import { clone, field, fill, onClick, toggle } from "../ui/dom.js";
import { rowsOf } from "../ui/listing.js";
import { paperIcon } from "../ui/paper_icon.js";
import * as kept from "../ui/kept.js";
import * as alive from "../ui/alive.js";
import * as veil from "../ui/veil.js";
import * as screen from "../ui/screen.js";
import { kindName, sortOf, titleOf } from "../ui/title.js";
import { day } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { markOf, noticeOf, unreadNotice } from "./beside.js";
import { arrivedNotice } from "./mailboxes.js";
import { busyNotice, waitingNotice } from "./people.js";
import * as uploads from "./uploads.js";

/**
 * @typedef {{id: string, name: string, kind: string | null, mime: string, len: number, issued: string | null, expires: string | null,
 *   group: string | null, added: number, versions: {until: number}[], beside?: boolean}} Paper `beside`: another secret opens it too
 * @typedef {{docs: Paper[], groups: string[], waiting: number, busy: boolean, absent?: number, unread?: number} & import("./mailboxes.js").Snapshot} Snapshot
 */

/** @type {string | null} the group that was last looked at */
let chosen = null;

async function showPapers() {
  alive.watch();
  veil.watch();
  /** @type {Snapshot} */
  let now = await call("snapshot");
  const values = { uploads: uploads.rows(() => root.isConnected && void screen.go("papers")) };
  const fresh = async () => render(root, (now = await call("snapshot")));
  const root = screen.show("screen-papers", values, { fresh });
  onClick(root, "finish", screen.finish);
  field(root, "search").addEventListener("input", () => list(root, now.docs));
  render(root, now);
}

/**
 * @param {HTMLElement} root
 * @param {Snapshot} now
 */
function render(root, now) {
  const { docs, groups } = now;
  void screen.attempt(() => kept.follow(docs));
  fill(root, { beside: [...waitingNotice(now), ...busyNotice(now), ...arrivedNotice(now), ...noticeOf(now), ...unreadNotice(now)] });
  if (chosen !== null && !groups.includes(chosen)) chosen = null;
  toggle(root, "tools", docs.length > 0);
  toggle(root, "empty", docs.length === 0);
  fill(root, { groups: groups.length ? [null, ...groups].map((group) => filterButton(group, () => list(root, docs))) : [] });
  list(root, docs);
}

/**
 * @param {string | null} group null for all
 * @param {() => void} onchange
 */
function filterButton(group, onchange) {
  const button = clone("part-filter");
  button.textContent = group ?? word("papers.all");
  button.dataset.key = `group ${group ?? ""}`;
  button.setAttribute("aria-pressed", String(group === chosen));
  button.addEventListener("click", () => {
    chosen = group;
    for (const other of button.parentElement?.children ?? []) other.setAttribute("aria-pressed", String(other === button));
    onchange();
  });
  return button;
}

/**
 * @param {HTMLElement} root
 * @param {Paper[]} docs
 */
function list(root, docs) {
  const typed = searchable(field(root, "search").value);
  const fitting = docs.filter((one) => (chosen === null || one.group === chosen) && typed.every((part) => wordsOf(one).includes(part)));
  fitting.sort((a, b) => b.added - a.added);
  fill(root, { papers: rowsOf(fitting, paperRow) });
  toggle(root, "nothing-found", docs.length > 0 && fitting.length === 0);
}

/** @param {string} text @returns {string[]} */
function searchable(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).filter(Boolean);
}

/** @param {Paper} paper */
function wordsOf(paper) {
  return searchable(`${titleOf(paper)} ${kindName(paper.kind)} ${paper.group ?? ""} ${paper.issued ?? ""}`).join(" ");
}

/** @param {Paper} paper */
function paperRow(paper) {
  const row = fill(clone("part-paper-row"), { title: titleOf(paper), meta: metaOf(paper), picture: paperIcon(paper.kind, sortOf(paper.mime)), mark: markOf(paper) });
  row.dataset.key = paper.id;
  row.querySelector("button")?.addEventListener("click", () => void screen.go("paper", { id: paper.id }));
  return row;
}

/** @param {Paper} paper @returns {string} */
export function metaOf(paper) {
  const kind = paper.name ? kindName(paper.kind) : null;
  const date = paper.issued ? day(Date.parse(`${paper.issued}T12:00Z`) / 1000) : word("papers.added", { day: day(paper.added) });
  return [paper.group, kind, date].filter(Boolean).join(" · ");
}

export const papers = { papers: showPapers };
