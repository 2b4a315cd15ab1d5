/** Bundle: reads QR codes out of camera pictures. */
import decodeQR from "qr/decode.js";
import { readsBack } from "../picture/readback.js";
import { provide } from "./provide.js";

/**
 * @param {{width: number, height: number, data: Uint8ClampedArray}} picture RGBA, as a canvas gives it
 * @returns {string | null} the text, or null where no code can be read in this picture
 */
function read(picture) {
  try {
    return decodeQR(picture);
  } catch (problem) {
    // The library throws a plain Error for "nothing found": the next frame is the answer.
    if (problem instanceof Error) return null;
    throw problem;
  }
}

provide("scan", { read, readsBack });
