/** Printing: what stands on the page, or sheets that were drawn for it and are gone afterwards. */
import { clone } from "./dom.js";

/** @type {HTMLElement | null} */
let waiting = null;
let forget = () => {};

/** Takes the sheets off the page. */
function clear() {
  waiting?.remove();
  waiting = null;
  forget();
  forget = () => {};
  document.body.classList.remove("with-sheets");
}

/**
 * Opens the browser's print window.
 * @param {Node[][]} sheets what goes on each sheet; none: the page as it stands
 * @param {() => void} [after] when the sheets are taken off
 */
export async function printSheets(sheets, after = () => {}) {
  clear();
  forget = after;
  if (sheets.length) {
    waiting = clone("print-sheets");
    waiting.append(...sheets.map(sheetOf));
    document.body.append(waiting);
    document.body.classList.add("with-sheets");
    addEventListener("afterprint", clear, { once: true });
  }
  // A canvas that was never painted on screen prints empty in Firefox.
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  globalThis.print();
}

/** @param {Node[]} content */
function sheetOf(content) {
  const sheet = clone("print-sheet");
  sheet.append(...content);
  return sheet;
}
