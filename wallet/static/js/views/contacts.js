/** Showing to one person alone: their badge is scanned once, then what is shown lies in their mailbox; and what others show to this person. */
import { WalletError } from "../errors.js";
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import { hand } from "../ui/handing.js";
import { isolate } from "../ui/isolate.js";
import { rowsOf } from "../ui/listing.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { moment } from "../ui/when.js";
import { language, word } from "../ui/words.js";
import { call } from "../vault.js";
import { scanAddress, typedAddress } from "./address.js";
import { removeAll } from "./removing.js";
import { known, vouching } from "./vouching.js";
import { work } from "./working.js";

/** @typedef {{id: string, name: string, who?: import("./vouching.js").Who}} Contact */
/** @typedef {{id: string, from: string, reference: string, until: number, at: number}} Shown */

/** @param {{share: string, typed?: string}} arg `typed`: what led nowhere */
async function showSend({ share, typed = "" }) {
  const { contacts } = await call("snapshot");
  const rows = rowsOf(contacts, (/** @type {Contact} */ one) => contactRow(one, share));
  const root = screen.show("screen-send", { contacts: rows }, { back: () => screen.go("share-out", { id: share }) });
  toggle(root, "none", contacts.length === 0);
  onClick(root, "scan", () => void scanAddress((address) => newContact(share, address), () => showSend({ share })));
  onClick(root, "directory", () => screen.go("directory", { share }));
  field(root, "address").value = typed;
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(() => typedAddress(field(root, "address").value, (address) => newContact(share, address), (text) => showSend({ share, typed: text })));
  });
}

/** @param {Contact} one @param {string} share */
function contactRow(one, share) {
  const row = fill(clone("part-contact-row"), { name: one.name || word("contact.unnamed"), who: vouching(one.who) });
  onClick(row, "to", () => send(share, one.id));
  onClick(row, "forget", () => screen.attempt(() => forget(share, one)));
  return row;
}

/** @param {string} share @param {Contact} one */
async function forget(share, one) {
  await call("contact.forget", one.id);
  await showSend({ share });
}

/** @param {{share: string}} arg */
async function showDirectory({ share }) {
  /** @type {{name: string, address: string}[]} */
  const all = await call("contact.directory");
  const root = screen.show("screen-directory", {}, { back: () => showSend({ share }) });
  const search = field(root, "search");
  const list = () => {
    const typed = search.value.trim().toLowerCase();
    fill(root, { rows: all.filter(({ name }) => name.toLowerCase().includes(typed)).map((one) => directoryRow(one, share)) });
  };
  search.addEventListener("input", list);
  list();
  toggle(root, "none", all.length === 0);
}

/** @param {{name: string, address: string}} one @param {string} share */
function directoryRow({ name, address }, share) {
  const row = fill(clone("part-mailbox-row"), { title: name, meta: "" });
  row.querySelector("button")?.addEventListener("click", () => void screen.attempt(() => newContact(share, address, name)));
  return row;
}

/** @param {string} share @param {string} address @param {string} [listed] what the directory calls them */
async function newContact(share, address, listed = "") {
  const { who } = await call("contact.meet", { address });
  const values = { who: listed ? "" : vouching(who) || word("contact.unchecked") };
  const root = screen.show("screen-contact", values, { back: () => showSend({ share }) });
  field(root, "name").value = listed || known(who);
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(() => pinAndSend(share, address, field(root, "name").value.trim()));
  });
}

/** @param {string} share @param {string} address @param {string} name */
async function pinAndSend(share, address, name) {
  const { id } = await call("contact.pin", { address, name });
  await send(share, id);
}

/** @param {string} share @param {string} to */
async function send(share, to) {
  const sent = await work("contact.send", { share, to }, "contact.sending");
  await screen.go("share-out", { id: share });
  if (sent) live.say("contact.sent");
}

/** What is said above the list where somebody shows papers to this person. @param {{shown: Shown[]}} now @returns {Node[]} */
export function shownNotice({ shown }) {
  if (!shown.length) return [];
  const notice = fill(clone("part-shown-here"), { what: word("contact.shown", { n: shown.length }) });
  onClick(notice, "see", () => void screen.go("shown"));
  return [notice];
}

async function showShown() {
  const { shown } = await call("snapshot");
  const fresh = showShown;
  const rows = rowsOf(shown, (/** @type {Shown} */ one) => shownRow(one));
  const root = screen.show("screen-shown", { rows }, { back: () => screen.go("papers"), fresh });
  toggle(root, "none", shown.length === 0);
  toggle(root, "clear", shown.length > 1);
  onClick(root, "clear", () => screen.attempt(() => removeAll("note.remove", shown.map((/** @type {Shown} */ one) => one.id))));
}

/** @param {Shown} one */
function shownRow(one) {
  const meta = `${word("share.until", { time: moment(one.until) })} · ${isolate(one.reference)}`;
  const row = fill(clone("part-shown-row"), { title: one.from || word("contact.no-name"), meta });
  onClick(row, "see", () => screen.attempt(() => openShown(one.id)));
  onClick(row, "remove", () => screen.attempt(() => remove(one.id)));
  return row;
}

/** @param {string} id */
async function remove(id) {
  await call("note.remove", [id]);
  await showShown();
  live.say("mailbox.removed");
}

/** In a window of its own, as for anybody who is shown papers. @param {string} id */
async function openShown(id) {
  const opened = window.open(`/${language()}/s`);
  if (!opened) throw new WalletError("no_window");
  try {
    await hand(opened, call("note.open", id));
  } catch (problem) {
    opened.close();
    throw problem;
  }
}

export const contacts = { send: showSend, directory: showDirectory, shown: showShown };
