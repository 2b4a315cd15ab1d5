/** Somebody at work: joins by an invitation, signs in, shows their badge. What a steward does: views/colleagues.js. */
import { WalletError } from "../errors.js";
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import { isolateName } from "../ui/isolate.js";
import * as live from "../ui/live.js";
import { report } from "../ui/problem.js";
import { qrBox } from "../ui/qrbox.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { day } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { scan } from "./scan_card.js";
import { copy as copyLink, showDigits } from "./share_out.js";
import { showWorking } from "./working.js";

/** @typedef {{id: string, org: string, name: string, steward: boolean, in: boolean, until: number | null, codes: number, link: string, number: string[]}} Work as the snapshot tells it */
/** @typedef {{authenticator: string, codes: string[]}} SetUp */
/** @typedef {{org: string, name: string, until: number}} Who */

/** Groups of four letters, as invitations are given. */
const INVITATION = /^[a-z0-9]{4}(-[a-z0-9]{4}){3,9}$/;

async function showWork() {
  /** @type {{work: Work | null}} */
  const { work } = await call("snapshot");
  if (!work) return screen.show("screen-work", {}, { back: () => screen.go("settings") });
  return work.in ? showBadge(work) : showEnter(work);
}

/** @param {{name?: string, invitation?: string}} [said] */
function showJoin({ name = "", invitation = "" } = {}) {
  const root = screen.show("screen-work-join", {}, { back: () => screen.go("work") });
  field(root, "name").value = name;
  field(root, "invitation").value = invitation;
  onClick(root, "scan", () => void scanInvitation(field(root, "name").value));
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void join({ name: field(root, "name").value.trim(), invitation: field(root, "invitation").value.trim() });
  });
  return root;
}

/** @param {string} name what was typed already */
async function scanInvitation(name) {
  try {
    const [invitation = ""] = await scan((text) => (INVITATION.test(text) ? [text] : null), () => showJoin({ name }));
    showJoin({ name, invitation });
  } catch (problem) {
    showJoin({ name });
    await report(problem);
  }
}

/** @param {{name: string, invitation: string}} said */
async function join(said) {
  showWorking("work.joining");
  try {
    await showCodes(await idle.during(call("work.join", said)));
  } catch (problem) {
    const root = showJoin(said);
    if (isNone(problem)) toggle(root, "trouble", true);
    else await report(problem);
  }
}

/** What is shown once. @param {SetUp} set */
async function showCodes({ authenticator, codes }) {
  const secret = new URL(authenticator).searchParams.get("secret") ?? "";
  const values = {
    qr: await qrBox(authenticator, word("work.authenticator-qr"), 8),
    secret: (secret.match(/.{1,4}/g) ?? []).join(" "),
    codes: codes.map((code) => fill(clone("part-work-code"), { code })),
  };
  const root = screen.show("screen-work-codes", values);
  onClick(root, "copy", () => copyText(secret));
  onClick(root, "print", () => window.print());
  onClick(root, "next", () => screen.go("work"));
  return root;
}

/** @param {Work} work */
function showEnter(work) {
  const root = screen.show("screen-work-enter", { who: named("work.who", work) }, { back: () => screen.go("papers") });
  onClick(root, "end", () => screen.attempt(() => end(work)));
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(() => enter(root, field(root, "code").value.trim()));
  });
  return root;
}

/** @param {HTMLElement} root @param {string} code */
async function enter(root, code) {
  const button = /** @type {HTMLButtonElement} */ (find(root, "enter"));
  button.disabled = true;
  toggle(root, "trouble", false);
  try {
    const now = await idle.during(call("work.enter", { code }));
    await screen.go(now.shown.length || now.inbox.length ? "papers" : "work");
  } catch (problem) {
    if (!isNone(problem)) throw problem;
    toggle(root, "trouble", true);
  } finally {
    button.disabled = false;
  }
}

/** @param {Work} work */
async function showBadge(work) {
  const values = {
    who: named("work.who", work),
    signed: signedFor(work),
    qr: await qrBox(work.link, word("work.qr"), 8),
    number: work.number.join(" "),
    codes: word("work.codes", { n: work.codes }),
  };
  const root = screen.show("screen-work-in", values, { back: () => screen.go("settings") });
  toggle(root, "colleagues", work.steward);
  onClick(root, "copy", () => copyLink(work.link));
  onClick(root, "digits", () => screen.attempt(() => showDigits(root, () => call("contact.say", { address: work.link }))));
  onClick(root, "colleagues", () => screen.go("colleagues"));
  onClick(root, "leave", () => screen.attempt(leave));
  onClick(root, "renew", () => screen.attempt(renew));
  onClick(root, "end", () => screen.attempt(() => end(work)));
  return root;
}

/** @param {Work} work */
function signedFor({ org, until, steward }) {
  if (until) return word("work.says", { org: isolateName(org), day: day(until) });
  return word(steward ? "work.unsigned-steward" : "work.unsigned", { org: isolateName(org) });
}

async function leave() {
  await call("work.leave");
  await screen.go("papers");
  live.say("work.out");
}

async function renew() {
  if ((await ask("sheet-work-renew")) !== "yes") return;
  await showCodes(await call("work.renew"));
}

/** @param {Work} work */
async function end(work) {
  if ((await ask("sheet-work-end")) !== "yes") return;
  await call("mailbox.close", work.id);
  await screen.go("papers");
  live.say("work.ended");
}

/** What is said above the list while somebody at work is not signed in. @param {{work: Work | null}} now @returns {Node[]} */
export function workNotice({ work }) {
  if (!work || work.in) return [];
  const notice = fill(clone("part-work-waits"), { what: named("work.sign-in", work) });
  onClick(notice, "enter", () => void screen.go("work"));
  return [notice];
}

/** @param {string} key @param {{name: string, org: string}} who @returns {string} */
export function named(key, { name, org }) {
  return word(key, { name: isolateName(name), org: isolateName(org) });
}

/** @param {string} text */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    live.say("work.copied");
  } catch {
    live.say("work.no-copy");
  }
}

/** @param {unknown} problem @returns {boolean} */
function isNone(problem) {
  return problem instanceof WalletError && problem.code === "not_found";
}

export const work = { work: showWork, "work-join": showJoin };
