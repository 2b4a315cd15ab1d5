/**
 * Titles and pictograms in lists are veiled when nobody has touched the page for a while, or when it is not looked at.
 * A touch or a key lifts the veil; the tap that lifts it does nothing else. What is veiled: `[data-veil]`, in css/screens/veil.css.
 */

const QUIET_MS = 15_000;
const VEILED = "data-veiled";

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let swallow = false;
let watching = false;

/** Starts watching, once a wallet is open. */
export function watch() {
  lift();
  if (watching) return;
  watching = true;
  addEventListener("pointerdown", onPointer, true);
  addEventListener("click", onClick, true);
  for (const sign of ["keydown", "focusin", "scroll"]) addEventListener(sign, lift, { capture: true, passive: true });
  addEventListener("blur", veil);
  document.addEventListener("visibilitychange", () => document.hidden && veil());
}

function veil() {
  document.documentElement.setAttribute(VEILED, "");
}

function lift() {
  document.documentElement.removeAttribute(VEILED);
  clearTimeout(timer);
  timer = setTimeout(veil, QUIET_MS);
}

/** @param {Event} event */
function onPointer(event) {
  const list = event.target instanceof Element && event.target.closest("[data-veil]");
  swallow = Boolean(list) && document.documentElement.hasAttribute(VEILED);
  lift();
}

/** A click that no finger made, as a screen reader sends one, opens at once. @param {MouseEvent} event */
function onClick(event) {
  if (!swallow || event.detail === 0) return;
  swallow = false;
  event.preventDefault();
  event.stopPropagation();
}
