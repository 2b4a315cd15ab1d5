/** A page in bands of two kinds, one after the other from the top: a mark stands in the first of each pair, a stamp in the second, so neither ever lies over the other. */

/** Pairs in a page as high as it is wide. */
const PAIRS = 6;
/** Of a band's height: letters of any script stay inside. */
const LETTERS = 0.55;

/**
 * The middles of both kinds of bands from the top, and how large letters may be in them; in the unit of the sides.
 * @param {number} width
 * @param {number} height
 */
export function bandsOf(width, height) {
  const pairs = Math.max(1, Math.round((PAIRS * height) / width) || 1);
  const band = height / pairs / 2;
  const middles = (/** @type {number} */ at) => Array.from({ length: pairs }, (_, n) => (2 * n + at) * band);
  return { marks: middles(0.5), stamps: middles(1.5), letters: Math.min(LETTERS * band, width / 28) };
}
