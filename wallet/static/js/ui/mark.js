/** The mark over a page: lines of it that are scaled with the page, in the bands that a stamp leaves free (`ui/bands.js`). */
import { bandsOf } from "./bands.js";
import { clone } from "./dom.js";

/** It stands several times on a line, so that no part of a page can be cut out without it. */
const ACROSS = 5;
const GAP = "\u00a0".repeat(6);
/** Of the letters that a band takes. */
const SMALLER = 0.8;

/**
 * @param {HTMLElement} drawn its size must be known: a picture that was decoded, a canvas that was drawn, or what is on the page
 * @param {string} mark
 */
export function markOver(drawn, mark) {
  const { width, height } = sizeOf(drawn);
  const veil = clone("viewer-mark");
  const [whole, page] = veil.querySelectorAll("svg");
  const { marks, letters } = bandsOf(width, height);
  if (!whole || !page) return veil;
  put(whole, { viewBox: `0 0 ${width} ${height}`, ...(isPicture(drawn) ? {} : { preserveAspectRatio: "none" }) }); // text flows anew, a picture keeps its sides
  put(page, { width, height }).replaceChildren(...marks.map((y, n) => line(page, { x: width / 2 + (n % 2) * 8 * letters, y: y + letters / 3, "font-size": letters * SMALLER }, mark)));
  return veil;
}

/** @param {Element} page holds one to copy @param {Record<string, number>} place @param {string} mark */
function line(page, place, mark) {
  const text = /** @type {Element} */ (page.querySelector("text")?.cloneNode());
  text.textContent = Array(ACROSS).fill(mark).join(GAP);
  return put(text, place);
}

/** @template {Element} T @param {T} element @param {Record<string, string | number>} values @returns {T} */
function put(element, values) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
  return element;
}

/** @param {HTMLElement} drawn */
function isPicture(drawn) {
  return drawn instanceof HTMLImageElement || drawn instanceof HTMLCanvasElement;
}

/** @param {HTMLElement} drawn */
function sizeOf(drawn) {
  const [width, height] = drawn instanceof HTMLImageElement ? [drawn.naturalWidth, drawn.naturalHeight] : drawn instanceof HTMLCanvasElement ? [drawn.width, drawn.height] : [drawn.offsetWidth, drawn.offsetHeight];
  return { width: width || 1, height: height || 1 };
}
