/** Mailboxes: made, shown as a code, taken away; and what others put in: looked at, kept or not. */
import { WalletError } from "../errors.js";
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import { isolateName } from "../ui/isolate.js";
import { rowsOf } from "../ui/listing.js";
import * as live from "../ui/live.js";
import { qrBox } from "../ui/qrbox.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { titleOf } from "../ui/title.js";
import { Viewer } from "../ui/viewer.js";
import { day, moment } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { shownNotice } from "./contacts.js";
import { removeAll } from "./removing.js";
import { workNotice } from "./work.js";
import { copy, showDigits } from "./share_out.js";
import { work } from "./working.js";

/** @typedef {{id: string, name: string, made: number, link: string, trusted?: string, work?: true}} Mailbox `work`: it is a badge, which has a screen of its own */
/** @typedef {{mailbox: string, id: string, length: number, day: number}} Arrived */
/** @typedef {{mailboxes: Mailbox[], inbox: Arrived[], shown: import("./contacts.js").Shown[], work: import("./work.js").Work | null}} Snapshot */

const DAY = 86_400;
/** What is wrong with the paper itself, and not with the way to it. */
const BROKEN = ["damaged", "bad_version", "not_found"];

async function showMailboxes() {
  const now = await call("snapshot");
  const fresh = async () => render(root, await call("snapshot"));
  const root = screen.show("screen-mailboxes", {}, { back: () => screen.go("add"), fresh });
  render(root, now);
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(() => make(field(root, "name").value.trim()));
  });
}

/** @param {HTMLElement} root @param {Snapshot} now */
function render(root, { mailboxes }) {
  fill(root, { mailboxes: rowsOf(mailboxes, (one) => row(nameOf(one), word("mailbox.made", { day: day(one.made) }), () => (one.work ? screen.go("work") : screen.go("mailbox", { id: one.id })))) });
  toggle(root, "none", mailboxes.length === 0);
}

/** @param {Mailbox} one */
function nameOf(one) {
  return one.name || word("mailbox.unnamed");
}

/** @param {string} title @param {string} meta @param {() => unknown} open */
function row(title, meta, open) {
  const made = fill(clone("part-mailbox-row"), { title, meta });
  made.querySelector("button")?.addEventListener("click", open);
  return made;
}

/** @param {string} name */
async function make(name) {
  const made = await work("mailbox.make", { name }, "mailbox.working");
  await (made ? screen.go("mailbox", { id: made.id }) : screen.go("mailboxes"));
}

/** @param {{id: string, trusted?: boolean}} arg `trusted`: the link with which papers find a reserved place */
async function showMailbox({ id, trusted = false }) {
  /** @type {Snapshot} */
  const { mailboxes } = await call("snapshot");
  const one = mailboxes.find((other) => other.id === id);
  if (!one) return screen.go("mailboxes");
  const link = (trusted && one.trusted) || one.link;
  const values = { title: one.name, qr: await qrBox(link, word("mailbox.qr"), 10), address: link };
  const root = screen.show("screen-mailbox", values, { back: () => (trusted ? showMailbox({ id }) : screen.go("mailboxes")) });
  toggle(root, "is-trusted", trusted);
  for (const ref of ["digits", "close"]) toggle(root, ref, !trusted);
  toggle(root, "trusted", !trusted && one.trusted !== undefined);
  onClick(root, "trusted", () => void showMailbox({ id, trusted: true }));
  onClick(root, "copy", () => copy(link));
  onClick(root, "digits", () => screen.attempt(() => showDigits(root, () => call("contact.say", { address: one.link }))));
  onClick(root, "print", () => window.print());
  onClick(root, "close", () => screen.attempt(() => close(id)));
}

/** @param {string} id */
async function close(id) {
  if ((await ask("sheet-mailbox-close")) !== "yes") return;
  await call("mailbox.close", id);
  await screen.go("mailboxes");
  live.say("mailbox.closed");
}

/** What is said above the list where something waits. @param {Snapshot} now @returns {Node[]} */
export function arrivedNotice(now) {
  return [...workNotice(now), ...shownNotice(now), ...putInNotice(now)];
}

/** @param {Snapshot} now @returns {Node[]} */
function putInNotice({ inbox }) {
  if (!inbox.length) return [];
  const notice = fill(clone("part-arrived"), { what: word("mailbox.arrived", { n: inbox.length }) });
  onClick(notice, "look", () => void (inbox.length === 1 ? screen.go("arrived-one", inbox[0]) : screen.go("arrived")));
  return [notice];
}

async function showArrived() {
  /** @type {Snapshot} */
  const { mailboxes, inbox } = await call("snapshot");
  if (!inbox.length) return screen.go("papers");
  const named = (/** @type {Arrived} */ one) => nameOf(mailboxes.find(({ id }) => id === one.mailbox) ?? { id: "", name: "", made: 0, link: "" });
  const rows = rowsOf(inbox, (one, at) => row(word("mailbox.paper", { n: at + 1 }), word("mailbox.in", { name: named(one), day: day(one.day * DAY) }), () => screen.go("arrived-one", one)));
  const root = screen.show("screen-arrived", { rows }, { back: () => screen.go("papers") });
  onClick(root, "clear", () => screen.attempt(() => removeAll("mailbox.clear", inbox.map(({ mailbox, id }) => ({ mailbox, id })))));
}

/** @param {Arrived} one */
async function showOne(one) {
  const back = () => {
    viewer.close();
    return screen.go("arrived");
  };
  const root = screen.show("screen-arrived-one", { title: word("mailbox.unnamed"), from: "", when: "" }, { back });
  const viewer = new Viewer(find(root, "view", "slot"), "");
  onClick(root, "refuse", () => screen.attempt(() => refuse(one, viewer)));
  onClick(root, "report", () => {
    viewer.close();
    void screen.go("report", one);
  });
  try {
    const { bytes, mime, name, date, ...who } = await idle.during(call("mailbox.open", { mailbox: one.mailbox, id: one.id }));
    const title = titleOf({ name, kind: null, mime });
    fill(root, { title, from: fromWhom(who), when: word("mailbox.put-in", { time: moment(date) }) });
    await viewer.show({ bytes: new Uint8Array(bytes), mime, name: title });
    toggle(root, "unsafe", viewer.look === "other");
    find(root, "keep").removeAttribute("disabled");
    onClick(root, "keep", () => screen.attempt(() => keep(one, viewer)));
  } catch (problem) {
    if (!(problem instanceof WalletError) || !BROKEN.includes(problem.code)) throw problem;
    fill(root, { from: word("mailbox.from-nobody") });
    toggle(root, "broken", true);
  }
}

/** @param {{from: string} & import("../keeper/signed.js").Found} said @returns {string} */
function fromWhom({ from, signed, claims }) {
  if (signed) return word(signed.holds ? "mailbox.signed" : "mailbox.signed-before", { org: isolateName(signed.org), name: isolateName(signed.name) });
  if (claims) return word("mailbox.claims", { org: isolateName(claims) });
  return from ? word("mailbox.from", { from: isolateName(from) }) : word("mailbox.from-nobody");
}

/** @param {Arrived} one @param {Viewer} viewer */
async function keep({ mailbox, id }, viewer) {
  viewer.close();
  const kept = await work("mailbox.keep", { mailbox, id, name: "" }, "mailbox.keeping");
  await (kept ? screen.go("details", { id: kept.id }) : screen.go("arrived"));
  if (kept) live.say("mailbox.kept");
}

/** @param {Arrived} one @param {Viewer} viewer */
async function refuse({ mailbox, id }, viewer) {
  viewer.close();
  await call("mailbox.refuse", { mailbox, id });
  await screen.go("arrived");
  live.say("mailbox.refused");
}

/** To whoever runs the wallet: words, never the paper. @param {Arrived} one */
function showReport({ mailbox, id }) {
  const root = screen.show("screen-report", {}, { back: () => screen.go("arrived") });
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = field(root, "words").value.replace(/\r/g, "").trim();
    if (words) void screen.attempt(() => report({ mailbox, id, words }));
  });
}

/** @param {{mailbox: string, id: string, words: string}} arg */
async function report(arg) {
  await call("mailbox.report", arg);
  await screen.go("arrived");
  live.say("mailbox.reported");
}

export const mailboxes = { mailboxes: showMailboxes, mailbox: showMailbox, arrived: showArrived, "arrived-one": showOne, report: showReport };
