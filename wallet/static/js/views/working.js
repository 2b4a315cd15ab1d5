/** The screen that shows that the device is at work: the costly step that keeps others from guessing. */
import { WalletError } from "../errors.js";
import { find } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import { report } from "../ui/problem.js";
import * as screen from "../ui/screen.js";
import * as unsaved from "../ui/unsaved.js";
import { word } from "../ui/words.js";
import * as vault from "../vault.js";

/** After these nothing helps but other input. */
const FINAL = ["exists", "bad_request", "too_short", "too_common", "too_large", "old_door", "too_soon", "shown_now", "same_wallet", "nothing_opens", "bad_check", "enough", "full", "swapped", "not_found", "too_many"];

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

/**
 * Asks the keeper for what takes long, again until it was done: what was chosen and practised is not asked for twice.
 * @param {string} method
 * @param {unknown} arg
 * @param {string} key the word that says what is being done
 * @returns {Promise<any>} what the keeper gave, true where that is nothing; false where other input is needed: the person was told
 */
export async function work(method, arg, key) {
  try {
    return (await unsaved.during(idle.during(vault.call(method, arg, { onprogress: showWorking(key) })))) ?? true;
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem;
    await report(problem);
    return !FINAL.includes(problem.code) && work(method, arg, key);
  }
}
