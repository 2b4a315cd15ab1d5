/**
 * Fills the screen again when another device has changed what it shows. Nobody is disturbed: not while somebody types,
 * holds a finger on the screen or answers a question; the focus stays where it was.
 */

const REST_MS = 300;

/** @type {HTMLElement | null} */
let root = null;
/** @type {(() => unknown) | null} */
let refill = null;
let due = false;
let busy = false;
let pressed = false;
let listening = false;

/** @param {HTMLElement} screen @param {(() => unknown) | null} next what fills it again; null where it shows nothing that others change */
export function use(screen, next) {
  [root, refill, due] = [screen, next, false];
  if (!listening) listen();
  listening = true;
}

/** Something has changed: shown now, or as soon as it disturbs nobody. */
export function changed() {
  due = true;
  void look();
}

function listen() {
  const press = (/** @type {boolean} */ down) => () => {
    pressed = down;
    later();
  };
  addEventListener("pointerdown", press(true), { capture: true, passive: true });
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, press(false), { capture: true, passive: true });
  for (const name of ["focusout", "visibilitychange"]) document.addEventListener(name, later);
}

/** After what was tapped has been heard. */
function later() {
  if (due) setTimeout(look, REST_MS);
}

async function look() {
  if (!due || busy || !refill || !root?.isConnected || disturbs()) return;
  [due, busy] = [false, true];
  const put = focusKeeper(root);
  try {
    await refill();
  } finally {
    busy = false;
  }
  put();
  later();
}

function disturbs() {
  const at = document.activeElement;
  const typing = at instanceof HTMLElement && at.matches("input, textarea, select") && root?.contains(at);
  return pressed || typing || document.hidden || document.querySelector("main")?.inert;
}

/** @param {HTMLElement} screen @returns {() => void} puts the focus back on the same control of the same row (`data-key`), else on the heading */
function focusKeeper(screen) {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || !screen.contains(at)) return () => {};
  const row = /** @type {HTMLElement | null} */ (at.closest("[data-key]"));
  const key = row?.dataset.key;
  const place = row ? controls(row).indexOf(at) : -1;
  return () => {
    if (at.isConnected || !screen.isConnected) return;
    const same = [.../** @type {NodeListOf<HTMLElement>} */ (screen.querySelectorAll("[data-key]"))].find((one) => one.dataset.key === key);
    const next = (same && controls(same)[place]) ?? screen.querySelector("h1");
    next?.focus({ preventScroll: true });
  };
}

/** @param {HTMLElement} row */
function controls(row) {
  if (row.matches("button, a")) return [row];
  return [.../** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("button, a"))];
}
