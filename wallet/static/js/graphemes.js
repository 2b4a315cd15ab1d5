/** Text is cut between the characters that a person sees: never inside an emoji, a flag or a letter with its marks. */

/** What browsers without Intl.Segmenter take for one: two halves of a flag, or a character with marks, skin colours, tags and what a joiner ties to it. */
const CLUSTER = /\r\n|\p{Regional_Indicator}{2}|\P{M}(?:[\p{M}\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]|\u200d\P{M})*|\p{M}+/gsu;
const LONE_HALVES = /\p{Surrogate}/gu;

/**
 * The longest beginning that has at most `most` UTF-16 code units. A lone half of a surrogate pair becomes U+FFFD.
 * @param {string} text @param {number} most
 */
export function cut(text, most) {
  return beginning(text, most, (part) => part.length);
}

/**
 * The same by bytes of UTF-8: what names of files are counted in.
 * @param {string} text @param {number} most
 */
export function cutBytes(text, most) {
  const encoder = new TextEncoder();
  return beginning(text, most, (part) => encoder.encode(part).length);
}

/** A single character that is longer than all that is wanted loses its marks. @param {string} text @param {number} most @param {(part: string) => number} sizeOf */
function beginning(text, most, sizeOf) {
  const whole = text.replace(LONE_HALVES, "\ufffd");
  if (sizeOf(whole) <= most) return whole;
  return whole.slice(0, endOf(graphemes(whole), most, sizeOf) || endOf(whole, most, sizeOf));
}

/** @param {Iterable<string>} parts @param {number} most @param {(part: string) => number} sizeOf */
function endOf(parts, most, sizeOf) {
  let [end, left] = [0, most];
  for (const one of parts) {
    left -= sizeOf(one);
    if (left < 0) break;
    end += one.length;
  }
  return end;
}

/** @param {string} text @returns {Iterable<string>} */
function* graphemes(text) {
  if (Intl.Segmenter) for (const { segment } of new Intl.Segmenter().segment(text)) yield segment;
  else for (const [segment] of text.matchAll(CLUSTER)) yield segment;
}
