/** The screen that shows that the device is at work: the costly step that keeps others from guessing. */
import { find } from "../ui/dom.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";

/**
 * @param {string} key the word that says what is being done
 * @returns {(progress: {done: number}) => void} moves the bar; done is 0 to 1
 */
export function showWorking(key) {
  const root = screen.show("screen-working", { title: word(key) });
  const bar = /** @type {HTMLProgressElement} */ (find(root, "bar"));
  return ({ done }) => {
    bar.value = done;
  };
}
