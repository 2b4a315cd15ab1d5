/** A stencil of a PDF (one bit a pixel) that no canvas can hold, made smaller: each pixel is as dense as the block that it stands for. */

const BLACK = 255;

/**
 * @typedef {{width: number, height: number, interpolate: boolean, power: number, inverse: boolean}} Mask `power`: how often it is halved;
 * `inverse`: ones are painted, else zeros
 */

/**
 * @param {Uint8Array} bits rows that begin on a whole byte; what is missing is not painted
 * @param {Mask} mask
 */
export function smallerMask(bits, mask) {
  const [width, height] = [mask.width >> mask.power, mask.height >> mask.power].map((one) => Math.max(1, one));
  const canvas = new OffscreenCanvas(width, height);
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = pen.createImageData(width, height);
  const counts = painted(bits, mask, width, height);
  // Plain loops: there are a hundred million points.
  for (let at = 0; at < counts.length; at++) image.data[4 * at + 3] = (BLACK * (counts[at] ?? 0)) / 4 ** mask.power;
  pen.putImageData(image, 0, 0);
  return { data: null, width, height, interpolate: mask.interpolate, bitmap: canvas.transferToImageBitmap() };
}

/**
 * @param {Uint8Array} bits
 * @param {Mask} mask
 * @param {number} width of what comes out
 * @param {number} height
 * @returns {Uint16Array} how many points of each block are painted
 */
function painted(bits, { width: wide, power, inverse }, width, height) {
  const row = (wide + 7) >> 3;
  const counts = new Uint16Array(width * height);
  const flip = inverse ? 0 : 1;
  const rows = Math.min(height << power, Math.floor(bits.length / row));
  for (let y = 0; y < rows; y++) {
    const to = (y >> power) * width;
    for (let x = 0; x < width << power; x++) counts[to + (x >> power)] += ((bits[y * row + (x >> 3)] >> (7 - (x & 7))) & 1) ^ flip;
  }
  return counts;
}
