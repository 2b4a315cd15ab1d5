/** Text is cut between characters as people see them: no emoji, flag or letter with its marks is cut in two. */

/** What belongs together, for browsers that have no `Intl.Segmenter`: a flag, or a character with its marks and what is joined to it. */
const TOGETHER = /\r\n|\p{RI}\p{RI}|\P{M}(?:[\p{M}\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]|\u200d\P{M})*|\p{M}+/gsu;
const encoder = new TextEncoder();

/** @param {string} text @param {number} most UTF-16 units, as `length` counts @returns {string} */
export function cut(text, most) {
  return text.length <= most ? text : cutBy(text, most, (one) => one.length);
}

/** @param {string} text @param {number} most bytes of UTF-8 @returns {string} */
export function cutBytes(text, most) {
  return cutBy(text, most, (one) => encoder.encode(one).length);
}

/** One character that is longer than all that is wanted loses marks. @param {string} text @param {number} most @param {(part: string) => number} sizeOf @returns {string} */
function cutBy(text, most, sizeOf) {
  return firstOf(graphemes(text), most, sizeOf) || firstOf(text, most, sizeOf);
}

/** @param {Iterable<string>} parts @param {number} most @param {(part: string) => number} sizeOf @returns {string} */
function firstOf(parts, most, sizeOf) {
  let kept = "";
  let size = 0;
  for (const part of parts) {
    size += sizeOf(part);
    if (size > most) break;
    kept += part;
  }
  return kept;
}

/** @param {string} text @returns {Iterable<string>} */
function* graphemes(text) {
  const { Segmenter } = /** @type {any} */ (Intl);
  if (Segmenter) for (const { segment } of new Segmenter().segment(text)) yield segment;
  else for (const [one = ""] of text.matchAll(TOGETHER)) yield one;
}
