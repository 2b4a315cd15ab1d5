/** How large a picture is drawn: small for the line and the store, and large enough to be read. */

const LONGEST = 2400;
/** A long screenshot or receipt keeps so many pixels across, as far as the next two limits let it. */
const ACROSS = 1200;
/** Above it an older iPhone gives an empty canvas. */
const AREA = 16_000_000;
/** Of one side of a canvas. */
const SIDE = 16_384;
/** Letters of a phone's screen can still be read. */
const READABLE = 600;

/**
 * @param {number} width
 * @param {number} height
 * @returns {number} at most 1
 */
export function scaleFor(width, height) {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const wanted = Math.max(LONGEST / long, ACROSS / short);
  return Math.min(1, wanted, Math.sqrt(AREA / (width * height)), SIDE / long);
}

/** Whether so much would be lost that it can no longer be read. @param {number} width @param {number} height */
export function isTooLong(width, height) {
  const scale = scaleFor(width, height);
  return scale < 1 && Math.min(width, height) * scale < READABLE;
}
