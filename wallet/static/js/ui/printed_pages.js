/** Pages of a PDF for the printer, drawn one after the other on one canvas: what is kept of each is a small picture file. */
import { readsBack } from "../picture/readback.js";
import * as blobs from "./blobs.js";
import { clone } from "./dom.js";

const WIDTH = 900;
const QUALITY = 0.9;
/** Where a browser gives no true picture of a canvas (it guards against being recognised by it), the canvases stay, and share this many pixels. */
const MOST_PIXELS = 150_000_000;

/**
 * @param {import("../parts/pdf_paper.js").PdfPaper} pdf
 * @param {number[]} numbers of pages
 * @param {() => boolean} stopped whether nobody waits for them any more
 * @returns {Promise<{pages: HTMLElement[], forget: () => void}>} `forget` once they are printed
 */
export async function printedPages(pdf, numbers, stopped) {
  const faithful = await readsBack();
  const one = canvas();
  /** @type {string[]} */
  const urls = [];
  const pages = [];
  for (const number of numbers) {
    if (stopped()) break;
    const drawn = faithful ? one : canvas();
    await pdf.draw(drawn, number, WIDTH, "print", faithful ? Infinity : MOST_PIXELS / numbers.length);
    pages.push(faithful ? await pictureOf(drawn, urls) : drawn);
  }
  one.width = one.height = 0;
  return { pages, forget: () => urls.forEach(blobs.revoke) };
}

function canvas() {
  return /** @type {HTMLCanvasElement} */ (clone("viewer-page"));
}

/**
 * @param {HTMLCanvasElement} drawn
 * @param {string[]} urls its own is added
 * @returns {Promise<HTMLElement>} loaded; it is unpacked when its sheet is printed
 */
async function pictureOf(drawn, urls) {
  const blob = await new Promise((/** @type {(made: Blob | null) => void} */ made) => drawn.toBlob(made, "image/jpeg", QUALITY));
  if (!blob) throw new Error("no picture of a page");
  const url = blobs.address(await blob.arrayBuffer(), blob.type);
  urls.push(url);
  const image = /** @type {HTMLImageElement} */ (clone("viewer-picture"));
  await new Promise((loaded, failed) => {
    image.onload = loaded;
    image.onerror = failed;
    image.src = url;
  });
  return image;
}
