/** Kinds of papers with their pictograms, as templates/open/kinds.html holds them in this page's language. */
import { clone } from "./dom.js";

/** @typedef {{code: string, icon: string, label: string}} Kind */
/** @typedef {{key: string, icon: string, label: string, kinds: Kind[]}} Group */

/** @type {Group[] | null} */
let known = null;

/** The groups in their order, each with its kinds: pick one of nine, then one of at most eight. */
export function groups() {
  known ??= read();
  return known;
}

/**
 * @param {string | null | undefined} code
 * @returns {Kind | null} null where there is no such kind: a paper needs none
 */
export function kind(code) {
  return groups().flatMap((group) => group.kinds).find((one) => one.code === code) ?? null;
}

/**
 * A pictogram, silent for screen readers: the label stands beside it.
 * @param {string} icon of a kind or a group
 * @param {number} size a side, in CSS pixels
 * @returns {HTMLElement}
 */
export function draw(icon, size) {
  const box = clone("part-kind");
  Object.assign(box.style, { display: "inline-block", width: `${size}px`, height: `${size}px`, flex: "none" });
  const use = box.querySelector("use");
  use?.setAttribute("href", `${use.getAttribute("href")}#${icon}`);
  return box;
}

/** @returns {Group[]} */
function read() {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("kinds"));
  return [...template.content.querySelectorAll("section")].map((section) => ({
    key: section.dataset.group ?? "",
    icon: section.dataset.icon ?? "",
    label: section.dataset.label ?? "",
    kinds: [...section.querySelectorAll("span")].map(readKind),
  }));
}

/**
 * @param {HTMLElement} row
 * @returns {Kind}
 */
function readKind(row) {
  const { kind: code = "", icon = "" } = row.dataset;
  return { code, icon, label: row.textContent ?? "" };
}
