/** HEIC, in which iPhones keep photos: only Safari draws it, other browsers fetch a decoder when there is such a picture. */
import { letters, starts } from "../sound/bytes.js";
import { askWorker } from "./asking.js";
import { newWorker } from "./parts.js";

const HEAD = 12;
/** What an ISO box file says it is. */
const BRANDS = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

/** @param {Blob} file */
export async function isHeic(file) {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  return starts(head, 4, "ftyp") && BRANDS.includes(letters(head, 8));
}

/**
 * @param {Blob} file
 * @returns {Promise<ImageBitmap>} upright; raises `unreadable_picture`, and `offline` where the decoder does not come
 */
export async function decodeHeic(file) {
  const bytes = await file.arrayBuffer();
  const worker = newWorker("heic");
  try {
    return await askWorker(worker, bytes, () => {}, [bytes]);
  } finally {
    worker.terminate();
  }
}
