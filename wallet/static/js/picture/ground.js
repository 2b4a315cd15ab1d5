/** What is put behind a picture that lets something shine through, so that it can be read: white, dark or grey. */

const SAMPLE = 256;
const LEGIBLE = 3;
/** White is what paper is: another ground has to show so much more of the picture. */
const MARGIN = 0.05;

/**
 * @param {CanvasImageSource} source
 * @returns {string} a colour
 */
export function groundFor(source) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SAMPLE;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  pen.imageSmoothingEnabled = false;
  pen.drawImage(source, 0, 0, SAMPLE, SAMPLE);
  return groundOf(pen.getImageData(0, 0, SAMPLE, SAMPLE).data);
}

/** @param {ArrayLike<number>} pixels RGBA @returns {string} */
export function groundOf(pixels) {
  const grounds = [{ colour: "#fff", light: 1, seen: 0 }, { colour: "#202020", light: lightOf(32, 32, 32), seen: 0 }, { colour: "#808080", light: lightOf(128, 128, 128), seen: 0 }];
  let all = 0;
  let through = false;
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3];
    through ||= alpha < 255;
    if (alpha === 0) continue;
    all += alpha;
    const light = lightOf(pixels[at], pixels[at + 1], pixels[at + 2]);
    for (const ground of grounds) if (contrast(light, ground.light) >= LEGIBLE) ground.seen += alpha;
  }
  grounds[0].seen += all * MARGIN;
  return through ? grounds.reduce((best, one) => (one.seen > best.seen ? one : best)).colour : grounds[0].colour;
}

/** Relative luminance of WCAG 2, 0 (black) to 1. @param {number} red @param {number} green @param {number} blue */
function lightOf(red, green, blue) {
  const [r, g, b] = [red, green, blue].map((one) => (one <= 10 ? one / 3294.6 : ((one / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of WCAG 2. @param {number} one @param {number} other */
function contrast(one, other) {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
