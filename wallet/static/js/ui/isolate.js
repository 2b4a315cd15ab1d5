/** What stands inside a sentence in a script or order of its own. */

const [LEFT_TO_RIGHT, END, UNBROKEN] = ["\u2066", "\u2069", "\u2011"];

/** Numbers and references: read from left to right and never broken, also among Arabic words. @param {string} reference like 1A2B-3C4D */
export function isolate(reference) {
  return `${LEFT_TO_RIGHT}${reference.replaceAll("-", UNBROKEN)}${END}`;
}

/** A name, in whichever script it is written. @param {string} name */
export function isolateName(name) {
  return `\u2068${name}${END}`;
}
