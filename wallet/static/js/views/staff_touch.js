/** Who touches the page stays signed in; a page that only asks by itself does not. */

const EVERY_MS = 60_000;
let last = -EVERY_MS;

/** Starts listening. @param {string} kind @param {import("../staff_api.js").Staff["get"]} get */
export function prolong(kind, get) {
  const heard = (/** @type {Event} */ event) => touched(event, kind, get);
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, heard, { capture: true, passive: true });
}

/** @param {Event} event @param {string} kind @param {import("../staff_api.js").Staff["get"]} get */
function touched(event, kind, get) {
  const signedIn = document.querySelector(`[data-screen]:not([data-screen=screen-${kind}-in])`);
  if (!signedIn || event.timeStamp - last < EVERY_MS) return;
  last = event.timeStamp;
  // Where this fails, the next thing that is asked says so.
  void get("me").catch(() => {});
}
