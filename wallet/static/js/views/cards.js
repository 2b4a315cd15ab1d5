/** The cards that open this wallet: listed, made, taken away. */
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import { rowsOf } from "../ui/listing.js";
import * as live from "../ui/live.js";
import { possible } from "../ui/passkey.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { day } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { makeCard, showAgain } from "./card.js";
import { askChosen, askSaid } from "./entry.js";
import { work } from "./working.js";

/** @typedef {{id: string, kind: "secret" | "pocket" | "safe" | "passkey", name: string, made: number, again: boolean}} Door */

async function showCards() {
  const now = await call("snapshot");
  const fresh = async () => render(root, await call("snapshot"));
  const root = screen.show("screen-cards", {}, { back: () => screen.go("settings"), fresh });
  render(root, now);
}

/**
 * @param {HTMLElement} root
 * @param {{doors: Door[], several?: number}} now
 */
function render(root, { doors, several = 0 }) {
  toggle(root, "new", !several);
  toggle(root, "several", several > 0);
  const cards = doors.filter((one) => one.kind !== "secret");
  void possible().then((can) => toggle(root, "device", can));
  const rows = rowsOf(cards, (one) => cardRow(one, cards.filter(({ kind }) => kind !== "passkey").length === 1 && one.kind !== "passkey"));
  fill(root, { cards: rows });
  toggle(root, "none", cards.length === 0);
}

/**
 * @param {Door} card
 * @param {boolean} last
 */
function cardRow(card, last) {
  const made = word("doors.made", { day: day(card.made) });
  const kind = word(`doors.${card.kind}`);
  const row = fill(clone("part-card-row"), { title: card.name || kind, meta: card.name ? `${kind} · ${made}` : made });
  row.dataset.key = card.id;
  toggle(row, "again", card.again);
  toggle(row, "replace", card.kind !== "passkey");
  onClick(row, "again", () => screen.attempt(() => printAgain(card)));
  onClick(row, "replace", () => screen.attempt(() => replace(card)));
  onClick(row, "remove", () => screen.attempt(() => remove(card, last)));
  return row;
}

/** @param {Door} card */
async function printAgain(card) {
  const shown = await work("door.showCard", { id: card.id, said: await askSaid({ back: showCards }) }, "doors.looking");
  if (shown) await showAgain(shown, showCards);
  await showCards();
}

/** The old one opens nothing once the new one works. @param {Door} card */
async function replace({ id, kind, name }) {
  const chosen = await makeWith({ back: showCards, kind: kind === "safe" ? "safe" : "pocket", name });
  const done = (await work("door.keepCard", chosen, "doors.keeping")) && (await work("door.remove", id, "doors.keeping"));
  await showCards();
  if (done) live.say("doors.replaced");
}

/**
 * @param {Door} card
 * @param {boolean} last
 */
async function remove(card, last) {
  const title = card.name || word(`doors.${card.kind}`);
  if ((await ask("sheet-card-remove", { title }, (sheet) => toggle(sheet, "last", last))) !== "yes") return;
  await call("door.remove", card.id);
  // A device that was lost may have the wallet open at this moment.
  if (card.kind === "passkey") await call("session.endOthers");
  await showCards();
  live.say("doors.removed");
}

function showNew() {
  const root = screen.show("screen-card-new", {}, { back: showCards });
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const kind = field(root, "pocket").checked ? "pocket" : "safe";
    void screen.attempt(() => make(kind, field(root, "name").value.trim()));
  });
}

/**
 * @param {"pocket" | "safe"} kind
 * @param {string} name
 */
async function make(kind, name) {
  const chosen = await makeWith({ back: showNew, kind, name });
  const done = await work("door.keepCard", chosen, "doors.keeping");
  await showCards();
  if (done) live.say("doors.kept");
}

/** A card, and the secret whose pictures open it. @param {{back: () => unknown, kind: "pocket" | "safe", name: string}} making @returns {Promise<import("./entry.js").Chosen | null>} null for a safe card */
async function makeWith(making) {
  const kind = await makeCard({ begin: "door.newCard", ...making });
  return kind === "pocket" ? askChosen(making.back) : null;
}

export const cards = { cards: showCards, "card-new": showNew };
