/** A copy of a picture with boxes and a stamp in its pixels: nothing of what lies under a box is in it. */

import { groundFor } from "../picture/ground.js";
import { scaleFor } from "../picture/size.js";
import { bandsOf } from "./bands.js";

/** @typedef {import("./covers.js").Box} Box */

const QUALITY = 0.88;
/** Letters of a stamp, in pixels. */
const SMALLEST = 10;

/**
 * @param {ImageBitmap} picture
 * @param {Box[]} boxes
 * @param {string} stamp "" for none
 * @returns {Promise<ArrayBuffer>} a JPEG
 */
export async function burn(picture, boxes, stamp) {
  const canvas = document.createElement("canvas");
  draw(canvas, picture, boxes, stamp);
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!blob) throw new Error("no JPEG");
  return blob.arrayBuffer();
}

/**
 * Draws it as it will be.
 * @param {HTMLCanvasElement} canvas gets the picture's size, or the largest that every device can draw
 * @param {ImageBitmap} picture
 * @param {Box[]} boxes
 * @param {string} stamp
 */
export function draw(canvas, picture, boxes, stamp) {
  const scale = scaleFor(picture.width, picture.height);
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d", { alpha: false });
  if (!pen) throw new Error("no canvas");
  pen.fillStyle = groundFor(picture);
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  pen.fillStyle = "#000";
  for (const { x, y, w, h } of boxes) {
    const [left, top] = [Math.floor(x * width), Math.floor(y * height)];
    pen.fillRect(left, top, Math.ceil(w * width) + 1, Math.ceil(h * height) + 1);
  }
  if (stamp) press(pen, width, height, stamp);
}

/** Lines of the text all over, legible on white and on black, in the bands that a mark leaves free. @param {CanvasRenderingContext2D} pen @param {number} width @param {number} height @param {string} text */
function press(pen, width, height, text) {
  const { stamps, letters } = bandsOf(width, height);
  const font = (/** @type {number} */ size) => `600 ${size}px sans-serif`;
  pen.save();
  pen.font = font(letters);
  const size = Math.min(letters, Math.max(SMALLEST, (letters * width) / pen.measureText(text).width)); // a whole one on a line, where it can be read so
  pen.font = font(size);
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  const step = pen.measureText(text).width + size * 3;
  stamps.forEach((y, n) => {
    for (let x = n % 2 ? -step / 2 : 0; x < width; x += step) {
      pen.lineWidth = size / 10;
      pen.strokeStyle = "rgb(255 255 255 / 55%)";
      pen.strokeText(text, x, y);
      pen.fillStyle = "rgb(160 20 20 / 50%)";
      pen.fillText(text, x, y);
    }
  });
  pen.restore();
}
