/** A paper's name, kind, dates and group: all optional, all sealed. */
import { clone, field, fill, find, onClick } from "../ui/dom.js";
import { draw, groups as sections } from "../ui/kinds.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { kindName } from "../ui/title.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { entryOf } from "./paper.js";

const SIDE = 32;

/** @typedef {{name: string, kind: string | null, group: string | null, issued: string | null, expires: string | null}} Details */

/** @param {{id: string, then?: () => void}} arg `then` is called once it was kept */
async function showDetails({ id, then }) {
  const { groups } = await call("snapshot");
  const { name, kind, group, issued, expires } = await entryOf(id);
  const back = () => screen.go(then ? "papers" : "paper", { id });
  ask({ name, kind, group, issued, expires }, groups, back, async (details) => {
    await call("paper.edit", { id, ...details });
    then?.();
    await back();
    live.say("papers.kept");
  });
}

/**
 * @param {Details} details
 * @param {string[]} groups
 * @param {() => unknown} back
 * @param {(details: Details) => Promise<unknown>} keep
 * @param {Details} kept as they stand in the wallet
 */
function ask(details, groups, back, keep, kept = details) {
  const unsaved = () => JSON.stringify(read()) !== JSON.stringify(kept);
  const root = screen.show("screen-details", { groups: groups.map(groupOption) }, { back, unsaved });
  for (const key of /** @type {const} */ (["name", "group", "issued", "expires"])) field(root, key).value = details[key] ?? "";
  const read = () => ({ ...details, name: field(root, "name").value.trim(), ...emptyAsNull(root) });
  find(root, "kind").textContent = kindName(details.kind) || word("papers.no-kind");
  onClick(root, "kind", () => {
    const typed = read();
    const again = (/** @type {string | null} */ kind) => ask({ ...typed, kind }, groups, back, keep, kept);
    showSections(() => again(typed.kind), again);
  });
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(() => keep(read()));
  });
}

/** @param {HTMLElement} root */
function emptyAsNull(root) {
  const of = (/** @type {string} */ name) => field(root, name).value.trim() || null;
  return { group: of("group"), issued: of("issued"), expires: of("expires") };
}

/** @param {string} group */
function groupOption(group) {
  const option = /** @type {HTMLOptionElement} */ (clone("part-group-option"));
  option.value = group;
  return option;
}

/**
 * Two taps: a section, then a kind.
 * @param {() => unknown} back
 * @param {(kind: string | null) => unknown} choose
 */
function showSections(back, choose) {
  const rows = sections().map((section) => tile(section.label, draw(section.icon, SIDE), () => showKinds(section, back, choose)));
  onClick(screen.show("screen-kinds", { kinds: rows }, { back }), "none", () => choose(null));
}

/**
 * @param {import("../ui/kinds.js").Group} section
 * @param {() => unknown} back
 * @param {(kind: string | null) => unknown} choose
 */
function showKinds(section, back, choose) {
  const rows = section.kinds.map(({ code, label, icon }) => tile(label, draw(icon, SIDE), () => choose(code)));
  onClick(screen.show("screen-kinds", { kinds: rows }, { back: () => showSections(back, choose) }), "none", () => choose(null));
}

/**
 * @param {string} title
 * @param {HTMLElement} picture
 * @param {() => unknown} onclick
 */
function tile(title, picture, onclick) {
  const row = fill(clone("part-kind-row"), { title, picture });
  row.querySelector("button")?.addEventListener("click", onclick);
  return row;
}

export const details = { details: showDetails };
