/** One screen at a time in <main>, cloned from its template. How one is made: docs/journeys.md. */
import * as back from "./back.js";
import { clone, fill } from "./dom.js";
import * as fresh from "./fresh.js";
import * as leave from "./leave.js";
import * as live from "./live.js";
import { once } from "./once.js";
import { report } from "./problem.js";
import { ask, closeSheet } from "./sheet.js";
import * as unsaved from "./unsaved.js";

/** @typedef {(arg?: any) => unknown} Screen shows itself; may return a promise */

/** @type {Map<string, Screen>} */
const known = new Map();
/** @type {() => Promise<unknown>} */
let fetchRest = async () => {};

/**
 * Names screens, so that views reach each other without importing each other.
 * @param {Record<string, Screen>} screens
 */
export function add(screens) {
  for (const [name, screen] of Object.entries(screens)) known.set(name, screen);
}

/**
 * How the screens are fetched that are not named yet; raises `offline` where they do not come.
 * @param {() => Promise<unknown>} fetching
 */
export function whenUnknown(fetching) {
  fetchRest = fetching;
}

/** Fetches them before somebody asks for one. A failure is told when one is asked for. */
export function fetchAhead() {
  fetchRest().catch(() => undefined);
}

/**
 * Goes to a screen. What it throws is told to the person.
 * @param {string} name
 * @param {unknown} [arg]
 */
export async function go(name, arg) {
  await attempt(async () => {
    if (!known.has(name)) await fetchRest();
    const screen = known.get(name);
    if (!screen) throw new Error(`no screen ${name}`);
    return screen(arg);
  });
}

/**
 * Does work and tells the person what it throws. Gives undefined then. What was tapped for it does nothing meanwhile.
 * @template T
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T | undefined>}
 */
export async function attempt(work) {
  try {
    return await once(work);
  } catch (problem) {
    await report(problem);
    return undefined;
  }
}

/**
 * Shows `<template id>`, filled, and moves the focus to its heading. `back` is what Back does here, by the phone's
 * button or by `data-back` on the screen; without it Back leaves the page. What was filled in and not kept is asked
 * about before, but for Back where `backKeeps`; `unsaved` says whether there is more than the fields have. `fresh` fills the screen again, in its
 * place, when another device has changed something.
 * @param {string} id
 * @param {Record<string, string | number | Node | Node[]>} [values]
 * @param {{back?: () => unknown, backKeeps?: boolean, unsaved?: () => boolean, fresh?: () => unknown}} [options]
 * @returns {HTMLElement}
 */
export function show(id, values = {}, options = {}) {
  const root = fill(clone(id), values);
  root.dataset.screen = id;
  closeSheet();
  live.clear();
  unsaved.watch(root, options.unsaved);
  const goBack = () => (options.backKeeps ? options.back?.() : leaveFor(() => options.back?.()));
  back.use(options.back ? () => closeSheet() || goBack() : null);
  for (const button of root.querySelectorAll("[data-back]")) button.addEventListener("click", goBack);
  for (const link of root.querySelectorAll("[data-go]")) link.addEventListener("click", () => leaveFor(() => go(link.getAttribute("data-go") ?? "")));
  document.querySelector("main")?.replaceChildren(root);
  const refill = options.fresh;
  fresh.use(root, refill ? () => attempt(refill) : null);
  focusHeading(root);
  return root;
}

/** Goes on, unless the person stays with what is not kept yet. @param {() => unknown} next */
export async function leaveFor(next) {
  if (!unsaved.onScreen() || (await isGivenUp())) await next();
}

/** Finishes, unless the person stays with what is not kept or not sent yet. */
export async function finish() {
  if (!unsaved.onPage() || (await isGivenUp())) await leave.finish();
}

async function isGivenUp() {
  return (await ask("sheet-unsaved")) === "yes";
}

/** @param {HTMLElement} root */
function focusHeading(root) {
  const heading = root.querySelector("h1");
  if (!heading) throw new Error("a screen needs a heading");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}
