/**
 * Leaving a page: nothing stays behind the Back button (docs/journeys.md). Quick exit is a tap or Escape twice;
 * finishing goes to the start page; a page that comes back from the browser's memory is loaded anew.
 */
import * as blobs from "./blobs.js";
import { done, rules } from "./rules.js";
import { language } from "./words.js";

const TWICE_MS = 600;
const GOODBYE_MS = 300;

/** @typedef {(hurry: boolean) => unknown} Duty with `hurry` the page is gone when it returns */

/** @type {Set<Duty>} */
const duties = new Set();
let wiped = false;

/**
 * Calls `duty` once when the page is left or locked: it ends Workers and forgets keys. Without `hurry` it may return
 * a promise (the end of a session), which is given 300 ms.
 * @param {Duty} duty
 */
export function whenLeaving(duty) {
  duties.add(duty);
}

/**
 * Starts listening. A page that holds secrets is blanked whenever it is left.
 * @param {{secrets: boolean}} options
 */
export function prepare({ secrets }) {
  for (const button of document.querySelectorAll("[data-leave]")) button.addEventListener("click", onExitClick);
  document.addEventListener("keydown", onKey, true);
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  if (secrets) window.addEventListener("pagehide", () => void wipe(true));
}

/** Leaves at once for a neutral page of ours. */
export function exit() {
  return goTo(`/${exitLanguage()}/away`);
}

/** Finishes: locks, ends the session, goes to the start page; on a free-access PC the visit is over. */
export async function finish() {
  if (!rules.pc) return goTo(`/${exitLanguage()}/`);
  await wipe();
  done();
}

/** Whether this page was left or finished. */
export function left() {
  return wiped;
}

/** Wipes this page and loads it anew: whoever goes on has to open the wallet. */
export function openAgain() {
  return goTo(location.pathname);
}

/**
 * Ends Workers, takes back blob addresses, blanks the page. Its promise waits for goodbyes, at most 300 ms.
 * @param {boolean} [hurry]
 */
export function wipe(hurry = false) {
  if (wiped) return Promise.resolve();
  wiped = true;
  const goodbyes = [...duties].map((duty) => attempt(duty, hurry));
  blobs.revokeAll();
  document.body.replaceChildren();
  return Promise.race([Promise.all(goodbyes), new Promise((done) => setTimeout(done, GOODBYE_MS))]);
}

/**
 * One that fails must not keep the others from being done.
 * @param {Duty} duty
 * @param {boolean} hurry
 */
async function attempt(duty, hurry) {
  try {
    await duty(hurry);
  } catch {
    return;
  }
}

/** @param {string} path */
async function goTo(path) {
  await wipe();
  location.replace(path);
}

function exitLanguage() {
  return document.documentElement.dataset.exit ?? language();
}

/** @param {Event} event */
function onExitClick(event) {
  event.preventDefault();
  void exit();
}

let lastEscape = -TWICE_MS;

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key !== "Escape" || event.repeat) return;
  const now = event.timeStamp;
  if (now - lastEscape <= TWICE_MS) void exit();
  lastEscape = now;
}
