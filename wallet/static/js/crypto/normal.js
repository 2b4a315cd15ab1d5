/** Text as a person repeats it: without accents, case and the exact kind of gap. */
import { need } from "../errors.js";

// Unicode's White_Space, written out: \s of Python and of JavaScript differ from it and from each other.
const GAP = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000._-]+/g;
const LONE_SURROGATE = /\p{Cs}/u;

/**
 * NFKD, marks removed, locale-free lower case, gaps (space, `-`, `_`, `.`) to one space, trimmed.
 * @param {string} said
 * @returns {string}; `bad_text` when nothing is left, or when it is no Unicode text
 */
export function normalise(said) {
  need(!LONE_SURROGATE.test(said), "bad_text");
  const bare = said.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const result = bare.replace(GAP, " ").replace(/^ | $/g, "");
  need(result !== "", "bad_text");
  return result;
}
