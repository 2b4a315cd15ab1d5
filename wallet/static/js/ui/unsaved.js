/**
 * What would be lost if this screen, or the whole page, were left now. Views ask before Back and Finish; the browser asks
 * where its own ways are taken. Quick exit and the lock of an idle wallet never ask.
 */
import * as leave from "./leave.js";
import { rules } from "./rules.js";

/** Fields in which nothing is made: they search, or open something. */
const PASSING = ".digits, [type=search], [type=password], [data-passing], [data-passing] *";
const FIELDS = "input, textarea, select";

/** @typedef {HTMLInputElement} Field */

/** @type {Map<Field, string>} what stood in them when the screen came */
let before = new Map();
/** @type {Set<Field>} */
let touched = new Set();
let more = () => false;
/** @type {Set<() => boolean>} */
const elsewhere = new Set();
let running = 0;
let listening = false;

/** @param {Field} field */
function valueOf(field) {
  return ["checkbox", "radio"].includes(field.type) ? String(field.checked) : field.value;
}

/**
 * From now on this screen is looked at; called before its fields are filled in.
 * @param {HTMLElement} root @param {() => boolean} [also] whether it holds more than its fields do: a photo, say
 */
export function watch(root, also = () => false) {
  [before, touched, more] = [new Map(), new Set(), also];
  const fields = before;
  queueMicrotask(() => {
    for (const one of /** @type {NodeListOf<Field>} */ (root.querySelectorAll(FIELDS))) fields.set(one, valueOf(one));
  });
  root.addEventListener("input", onInput);
  if (!listening) addEventListener("beforeunload", onUnload);
  listening = true;
}

/** @param {Event} event */
function onInput({ target }) {
  if (target instanceof Element && target.matches(FIELDS) && !target.matches(PASSING)) touched.add(/** @type {Field} */ (target));
}

/** What leaving the page would lose, on whatever screen. @param {() => boolean} check */
export function alsoWhere(check) {
  elsewhere.add(check);
}

/** Work that leaving the page would lose, until it settles. @template T @param {Promise<T>} work @returns {Promise<T>} */
export async function during(work) {
  running += 1;
  try {
    return await work;
  } finally {
    running -= 1;
  }
}

/** Whether leaving this screen loses something. */
export function onScreen() {
  return more() || [...touched].some((one) => one.isConnected && valueOf(one) !== (before.get(one) ?? ""));
}

/** Whether leaving the page does. */
export function onPage() {
  return onScreen() || running > 0 || [...elsewhere].some((check) => check());
}

/** @param {BeforeUnloadEvent} event */
function onUnload(event) {
  if (!rules.pc && !leave.left() && onPage()) event.preventDefault();
}
