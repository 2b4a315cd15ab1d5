/** Text as a person repeats it: without accents, case and the exact kind of gap. */
import { need } from "../errors.js";

// Unicode's White_Space, written out: \s of Python and of JavaScript differ from it and from each other.
const WHITE_SPACE = "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const GAP = new RegExp(`[${WHITE_SPACE}._-]+`, "g");
const DIGIT_GAP = new RegExp(`[${WHITE_SPACE}.-]`, "g");
const FOREIGN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;
const LONE_SURROGATE = /\p{Cs}/u;

/**
 * NFKD, marks removed, locale-free lower case, gaps (space, `-`, `_`, `.`) to one space, trimmed.
 * @param {string} said
 * @returns {string}; `bad_text` when nothing is left, or when it is no Unicode text
 */
export function normalise(said) {
  need(!LONE_SURROGATE.test(said), "bad_text");
  const result = fold(said);
  need(result !== "", "bad_text");
  return result;
}

/** The same for what is only judged: refuses nothing. @param {string} said */
export function fold(said) {
  const bare = said.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(GAP, " ").replace(/^ | $/g, "");
}

/** @param {string} typed @returns {string} without gaps, dots and dashes; Arabic, Persian and full-width digits as ASCII digits */
export function plainDigits(typed) {
  return typed.normalize("NFKC").replace(DIGIT_GAP, "").replace(FOREIGN_DIGIT, (digit) => String(digit.charCodeAt(0) & 15));
}
