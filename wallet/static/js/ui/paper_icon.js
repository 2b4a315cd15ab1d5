/** The pictogram of a paper: its kind's, or that of its sort of file. */
import { clone } from "./dom.js";
import { draw, kind } from "./kinds.js";

const SIDE = 32;

/**
 * @param {string | null} code a kind
 * @param {"image" | "pdf" | "text" | "audio" | "other"} sort
 * @returns {HTMLElement}
 */
export function paperIcon(code, sort) {
  const known = kind(code);
  return known ? draw(known.icon, SIDE) : clone(`sort-${sort}`);
}
