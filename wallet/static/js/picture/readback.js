/**
 * Whether a canvas gives back what was drawn on it. A browser that hides what device it runs on (resistFingerprinting in
 * Firefox, the shields of Brave, private windows) gives noise instead, or changes some bits.
 */

const CELLS = 16;
const CELL = 4;
const SIDE = CELLS * CELL;
const OPAQUE = 255;

/** Only a canvas that was right is remembered: a person can allow it while the page is open. */
let right = false;

/** @returns {Promise<boolean>} */
export async function readsBack() {
  right ||= await patternComesBack();
  return right;
}

async function patternComesBack() {
  const canvas = emptyCanvas();
  const pen = penOf(canvas);
  if (!pen) return false;
  for (let cell = 0; cell < CELLS * CELLS; cell++) {
    pen.fillStyle = `rgb(${colourOf(cell).join(",")})`;
    pen.fillRect((cell % CELLS) * CELL, Math.floor(cell / CELLS) * CELL, CELL, CELL);
  }
  const same = isPattern(pen) && (await isPatternInFile(canvas));
  canvas.width = canvas.height = 0; // old phones keep what it took until it is collected
  return same;
}

/** @param {HTMLCanvasElement} canvas */
async function isPatternInFile(canvas) {
  const file = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => canvas.toBlob(resolve, "image/png"));
  if (!file) return false;
  let picture;
  try {
    picture = await createImageBitmap(file, { colorSpaceConversion: "none", premultiplyAlpha: "none" });
  } catch {
    return true; // an older browser without these options: its pixels were right
  }
  const again = emptyCanvas();
  const pen = penOf(again);
  pen?.drawImage(picture, 0, 0);
  picture.close();
  const same = pen !== null && isPattern(pen);
  again.width = again.height = 0;
  return same;
}

/** @param {CanvasRenderingContext2D} pen */
function isPattern(pen) {
  const { data } = pen.getImageData(0, 0, SIDE, SIDE);
  return data.every((value, at) => value === wanted(at));
}

/** @param {number} at index into the bytes of an RGBA picture */
function wanted(at) {
  const pixel = Math.floor(at / 4);
  const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
  return colourOf(Math.floor(y / CELL) * CELLS + Math.floor(x / CELL))[at % 4] ?? OPAQUE;
}

/** @param {number} cell @returns {number[]} */
function colourOf(cell) {
  return [cell * 37, cell * 59 + 40, cell * 83 + 90].map((value) => value % 256);
}

function emptyCanvas() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  return canvas;
}

/** @param {HTMLCanvasElement} canvas */
function penOf(canvas) {
  return canvas.getContext("2d", { willReadFrequently: true });
}
