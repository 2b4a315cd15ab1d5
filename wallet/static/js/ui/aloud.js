/**
 * Reads a public page aloud, by voices of this machine only: a remote voice would send the text away. The button
 * `data-read` stays hidden where there is no such voice.
 */
import { language } from "./words.js";

/** Makes the button of this page work, if it has one. */
export function prepare() {
  const button = document.querySelector("[data-read]");
  if (!(button instanceof HTMLElement) || !("speechSynthesis" in globalThis)) return;
  const reveal = () => (button.hidden = voice() === undefined);
  speechSynthesis.addEventListener?.("voiceschanged", reveal);
  reveal();
  button.addEventListener("click", toggle);
  addEventListener("pagehide", () => speechSynthesis.cancel());
}

function voice() {
  return speechSynthesis.getVoices().find((one) => one.localService === true && one.lang.toLowerCase().startsWith(language()));
}

function toggle() {
  if (speechSynthesis.speaking) return speechSynthesis.cancel();
  for (const block of document.querySelectorAll("main h1, main h2, main p, main li")) speak(block.textContent ?? "");
}

/** @param {string} text */
function speak(text) {
  const chosen = voice();
  if (!chosen) return;
  const words = new SpeechSynthesisUtterance(text.trim());
  words.voice = chosen;
  words.lang = chosen.lang;
  words.rate = 0.9;
  speechSynthesis.speak(words);
}
