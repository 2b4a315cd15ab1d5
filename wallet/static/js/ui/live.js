/** The one live region of the page: short news that moves no focus. */
import { word } from "./words.js";

const SHOWN_MS = 8000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Says a word and shows it for some seconds.
 * @param {string} key
 * @param {Record<string, string | number>} [params]
 */
export function say(key, params) {
  set(word(key, params), true);
}

/**
 * Says a word to screen readers only.
 * @param {string} key
 * @param {Record<string, string | number>} [params]
 */
export function whisper(key, params) {
  set(word(key, params), false);
}

/** Takes away what stands there. */
export function clear() {
  set("", false);
}

/**
 * @param {string} text
 * @param {boolean} visible
 */
function set(text, visible) {
  const region = document.getElementById("live");
  if (!region) return;
  clearTimeout(timer);
  region.classList.toggle("shown", visible && text !== "");
  region.textContent = text;
  if (text) timer = setTimeout(clear, SHOWN_MS);
}
