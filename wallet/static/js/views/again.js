/** The same papers to somebody new: the ordinary screens, filled in as they were before. Decision 0017. */
import { field, find, toggle } from "../ui/dom.js";
import * as screen from "../ui/screen.js";
import { asTyped } from "../ui/until.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";

/** @typedef {import("../keeper/again.js").Terms} Terms */
/** @typedef {{id: string, gone: number, other: number, running: boolean, terms: Terms}} Before what was shown, whose terms are taken over */

/** Times for which the screen has a choice of its own. */
const OFFERED = [1800, 7200, 604_800];
/** A begin lies a few seconds before the tap. */
const NEAR = 60;

/** @param {{id: string}} arg a share */
async function showAgain({ id }) {
  const { docs, other, gone, running, terms } = await call("share.again", id);
  await screen.go("share-choose", { ids: docs, before: { id, gone, other: other.length, running, terms } });
}

/** What could not be ticked for them. @param {Before | undefined} before @returns {string} empty where there is nothing to tell */
export function missing(before) {
  if (!before) return "";
  const said = [before.gone ? word("again.gone", { n: before.gone }) : "", before.other ? word("again.other", { n: before.other }) : ""];
  return said.filter(Boolean).join(" ");
}

/**
 * @param {HTMLElement} root the terms, as they are preset
 * @param {Before} before
 * @param {number} now
 */
export function fillTerms(root, { running, terms }, now) {
  const offered = OFFERED.find((one) => Math.abs(one - terms.seconds) < NEAR);
  const choice = /** @type {HTMLInputElement} */ (root.querySelector(`input[name=until][value="${offered ?? "other"}"]`));
  choice.checked = true;
  if (!offered) field(root, "until").value = asTyped(now + Math.max(terms.seconds, 2 * NEAR));
  for (const name of /** @type {const} */ (["print", "keep"])) field(root, name).checked = terms[name];
  field(root, "name").value = terms.shownName;
  field(root, "note").value = terms.note;
  field(root, "opens").value = String(terms.opens);
  find(root, "more").toggleAttribute("open", Boolean(terms.shownName || terms.note));
  toggle(root, "ends-box", running);
  field(root, "ends").checked = running;
}

export const again = { "share-again": showAgain };
