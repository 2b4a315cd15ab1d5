/** A QR code as a canvas, drawn from exact modules with the quiet zone around it. */
import { clone } from "./dom.js";
import { load } from "./parts.js";

const QUIET = 4;

/**
 * @param {string} text ASCII
 * @param {string} label what it is, for who cannot see it
 * @param {number} [scale] pixels a module
 * @returns {Promise<HTMLElement>}
 */
export async function qrBox(text, label, scale = 8) {
  const { matrix } = await load("qr");
  const canvas = /** @type {HTMLCanvasElement} */ (clone("part-qr"));
  canvas.setAttribute("aria-label", label);
  draw(canvas, matrix(text), scale);
  return canvas;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {boolean[][]} rows
 * @param {number} scale
 */
function draw(canvas, rows, scale) {
  canvas.width = canvas.height = (rows.length + 2 * QUIET) * scale;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  for (const [y, row] of rows.entries()) {
    for (const [x, dark] of row.entries()) if (dark) pen.fillRect((x + QUIET) * scale, (y + QUIET) * scale, scale, scale);
  }
}
