/** The pad of 256 pictures: tapped, or found by typing a name. Nothing is fetched by what is tapped. */
import { clone, field, find } from "./dom.js";
import * as pictures from "./pictures.js";

const SIZE = 48;

/**
 * @param {(index: number) => void} onpick
 * @returns {HTMLElement} the pad; pictures.load() must have finished
 */
export function makePad(onpick) {
  const pad = clone("part-pad");
  const buttons = pictures.all().map((index) => pictureButton(index, onpick));
  find(pad, "grid").append(...buttons);
  find(pad, "groups").append(...pictures.groups().map(({ from, name }) => groupButton(name, buttons[from])));
  const search = field(pad, "find");
  search.addEventListener("input", () => narrow(pad, buttons, search.value));
  search.addEventListener("keydown", (event) => event.key === "Enter" && pickBest(event, search, buttons));
  return pad;
}

/**
 * @param {number} index
 * @param {(index: number) => void} onpick
 */
function pictureButton(index, onpick) {
  const button = /** @type {HTMLButtonElement} */ (clone("part-picture"));
  button.setAttribute("aria-label", pictures.name(index));
  button.title = pictures.name(index);
  button.append(pictures.draw(index, SIZE));
  button.addEventListener("click", () => onpick(index));
  return button;
}

/**
 * Jumps to a group's first picture.
 * @param {string} name
 * @param {HTMLElement} first
 */
function groupButton(name, first) {
  const button = clone("part-pad-group");
  button.textContent = name;
  button.addEventListener("click", () => {
    first.scrollIntoView({ block: "start" });
    first.focus({ preventScroll: true });
  });
  return button;
}

/**
 * @param {HTMLElement} pad
 * @param {HTMLButtonElement[]} buttons
 * @param {string} typed
 */
function narrow(pad, buttons, typed) {
  const wanted = typed.trim() ? new Set(pictures.complete(typed)) : null;
  for (const [index, button] of buttons.entries()) button.hidden = wanted !== null && !wanted.has(index);
  find(pad, "none").hidden = wanted === null || wanted.size > 0;
}

/**
 * Enter takes the picture that is named best by what was typed, and starts a new search.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} search
 * @param {HTMLButtonElement[]} buttons
 */
function pickBest(event, search, buttons) {
  event.preventDefault();
  if (!search.value.trim()) return;
  buttons[pictures.complete(search.value)[0]]?.click();
  search.value = "";
  search.dispatchEvent(new Event("input"));
}
