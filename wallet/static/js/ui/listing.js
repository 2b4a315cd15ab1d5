/** The rows of a list: one that cannot be drawn says so, and the others stand. */
import { throwLater } from "../errors.js";
import { clone } from "./dom.js";

/**
 * @template T
 * @param {T[]} items
 * @param {(one: T, at: number) => HTMLElement} draw
 * @returns {HTMLElement[]}
 */
export function rowsOf(items, draw) {
  return items.map((one, at) => {
    try {
      return draw(one, at);
    } catch (problem) {
      throwLater(problem);
      return clone("part-broken-row");
    }
  });
}
