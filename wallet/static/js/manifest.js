/**
 * A manifest comes from somebody else: what a page may believe of it. Its seal only says that it is what they wrote.
 *
 * @typedef {import("./opening.js").Manifest} Manifest
 */
import { need } from "./errors.js";
import { DEPOSIT, LINE_SAID, MANIFEST } from "./schema/manifest.js";
import { parsed } from "./schema/plain.js";

/** @param {Record<string, any>} said @returns {Manifest} only its own fields; raises `bad_json` for one of another type or length */
export function believable(said) {
  need(!said["address"], "not_found"); // an address that is said (keeper/spoken.js): there are no papers here
  return parsed(MANIFEST, said);
}

/** @typedef {import("valibot").InferOutput<typeof DEPOSIT>} DepositSaid */

/** @param {unknown} said @returns {DepositSaid} */
export function depositSaid(said) {
  return parsed(DEPOSIT, said);
}

/** @param {unknown} said @returns {string} one line, without what steers */
export function line(said) {
  return parsed(LINE_SAID, said);
}
