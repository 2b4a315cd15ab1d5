// Runs the vectors inside a page; bundled by tests/browser/test_vectors_browser.py.
import { concernsBrowser, outcome } from "./calls.mjs";

/** Objects whose fields stand in the same order, so that their texts can be compared. @param {any} value @returns {any} */
function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])]));
}

/** @param {string} [area] where the vectors' paths begin @returns {Promise<{read: number, differ: string[]}>} how many were read, and those where the page does something else */
async function check(area = "") {
  /** @type {Record<string, import("./calls.mjs").Vector>} */
  const vectors = await (await fetch("/vectors.json")).json();
  const ours = Object.entries(vectors).filter(([place, vector]) => place.startsWith(area) && concernsBrowser(vector));
  const differ = [];
  for (const [place, vector] of ours) {
    const { output, error } = vector;
    const wanted = JSON.stringify(ordered(error === undefined ? { output } : { error }));
    const found = JSON.stringify(ordered(await outcome(vector)));
    if (found !== wanted) differ.push(`${place}: ${found.slice(0, 300)} instead of ${wanted.slice(0, 300)}`);
  }
  return { read: ours.length, differ };
}

/** @type {any} */ (globalThis).checkVectors = check;
