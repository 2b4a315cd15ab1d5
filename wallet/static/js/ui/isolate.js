/** Numbers and references inside a sentence: read from left to right and never broken, also among Arabic words. */

const [LEFT_TO_RIGHT, END, UNBROKEN] = ["\u2066", "\u2069", "\u2011"];

/** @param {string} reference like 1A2B-3C4D */
export function isolate(reference) {
  return `${LEFT_TO_RIGHT}${reference.replaceAll("-", UNBROKEN)}${END}`;
}
