/** Words as they are compared: how someone typed them must not matter. */

/**
 * NFKD, marks removed, locale-free lower case, runs of Unicode white space and `-_.` to one space, trimmed.
 * @param {string} said
 */
export function normalise(said) {
  const plain = said.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[\p{White_Space}\-_.]+/gu, " ").replace(/^ | $/g, "");
}

/** @param {string} typed @returns {string} the text with Arabic, Persian and full-width digits as ASCII digits */
export function asciiDigits(typed) {
  return typed.normalize("NFKC").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}
