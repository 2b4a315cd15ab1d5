/**
 * A phone's Back returns to the previous screen instead of losing the wallet. One spare history entry, with the same
 * address as the page, is put down when there is somewhere to go back to; the address never changes.
 */

/** @type {(() => unknown) | null} */
let step = null;
let spare = false;
let listening = false;

/**
 * What Back does on this screen; null where Back leaves the page.
 * @param {(() => unknown) | null} next
 */
export function use(next) {
  step = next;
  if (!listening) addEventListener("popstate", onBack);
  listening = true;
  if (next) putDown();
}

function putDown() {
  if (spare) return;
  history.pushState(null, "");
  spare = true;
}

function onBack() {
  spare = false;
  if (!step) return history.back();
  putDown();
  step();
}
