/** What a person calls somebody or something, as a list keeps it. */
import { cut } from "../graphemes.js";

/** UTF-16 code units. */
const LONGEST = 80;

/** @param {string} said */
export function shortName(said) {
  return cut(said.trim(), LONGEST);
}
