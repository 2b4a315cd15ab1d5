/** The secret: five pictures of a drawn row, or words of one's own. Decision 0022. */
import { concat, label, utf8 } from "./bytes.js";
import { COMMON } from "./common.js";
import { COUNTS, different } from "./row.js";
import { fold, normalise } from "./text.js";

export { normalise };
/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @param {number[]} pictures five different ones, in their order @returns {Bytes} the OPRF input */
export function rowBytes(pictures) {
  return concat(label("WV2/row"), different(pictures, COUNTS.secret));
}

/** @param {string} text words of one's own @returns {Bytes} the OPRF input */
export function phraseBytes(text) {
  return concat(label("WV2/phrase"), utf8(normalise(text)));
}

/**
 * Judges a passphrase that somebody wants to choose; never one that is tried.
 * @param {string} typed
 * @returns {null | "too_short" | "too_common"} null when it may be used
 */
export function checkPassphrase(typed) {
  const said = fold(typed);
  const words = said.split(" ");
  if (new Set(words).size < 5 && [...said].length < 20) return "too_short";
  return repeats(said, words) || isCommon(said.replace(/[^\p{L}\p{N}]/gu, "")) ? "too_common" : null;
}

/** @param {string} said @param {string[]} words @returns {boolean} whether little is left once repetition is taken away */
function repeats(said, words) {
  const letters = said.replaceAll(" ", "");
  if (letters.length < 10 || new Set(letters).size < 6) return true;
  if (words.length >= 5 && new Set(words).size < 4) return true;
  return /^(.{1,12}?)\1+.{0,12}$/u.test(letters) && new Set(words).size < 4;
}

/** @param {string} letters and digits @returns {boolean} whether it is a well-known phrase, a part of one, or a run, but for a few characters */
function isCommon(letters) {
  if (letters.length < 10) return false;
  const known = COMMON.some((phrase) => phrase.includes(letters) || (letters.includes(phrase) && letters.length - phrase.length < 8));
  return known || runs(letters);
}

/** @param {string} letters @returns {boolean} whether more than half lies in runs along a keyboard or an alphabet */
function runs(letters) {
  let inRuns = 0;
  for (let i = 0; i + 4 <= letters.length; i++) if (isRun(letters.slice(i, i + 4))) inRuns++;
  return inRuns * 2 > letters.length;
}

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "0123456789", "1234567890", "abcdefghijklmnopqrstuvwxyz", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"];
const RUNS = ROWS.flatMap((row) => [row + row, [...row, ...row].reverse().join("")]);

/** @param {string} piece */
function isRun(piece) {
  return RUNS.some((row) => row.includes(piece));
}
