/**
 * A picture is drawn anew: turned upright, made as small as stays readable, without place, time or camera in it. Where
 * this browser gives no drawing back as it was, the picture stays as it is and what tells of its making is cut out.
 */
import { WalletError } from "../errors.js";
import { barePicture } from "../picture/bare.js";
import { groundFor } from "../picture/ground.js";
import { readsBack } from "../picture/readback.js";
import { isTooLong, scaleFor } from "../picture/size.js";
import { Malformed } from "../sound/bytes.js";
import * as blobs from "./blobs.js";
import { decodeHeic, isHeic } from "./heic.js";

const QUALITY = 0.86;
/** @type {WeakSet<Blob>} what was drawn here, so that it is not drawn, and made worse, twice */
const drawn = new WeakSet();

/**
 * @param {Blob} file
 * @returns {Promise<Blob>} a JPEG; raises `unreadable_picture` where this browser cannot draw it, `canvas_changed` where it may not be read
 */
export async function cleanPicture(file) {
  if (drawn.has(file)) return file;
  if (!(await readsBack())) return cutOut(file);
  const picture = await drawable(file);
  try {
    const { source, width, height } = picture;
    const long = isTooLong(width, height) ? await bare(file) : null;
    return long ?? (await toJpeg(paint(source, width, height, 0, groundFor(source))));
  } finally {
    picture.forget();
  }
}

/** @param {Blob} file a JPEG, PNG or WebP that this browser can draw */
async function cutOut(file) {
  const kept = await bare(file);
  if (!kept) throw new WalletError("canvas_changed");
  (await drawable(kept)).forget();
  return kept;
}

/** @param {Blob} file @returns {Promise<Blob | null>} with the same pixels, bare of what tells of its making; null for other forms */
async function bare(file) {
  try {
    const kept = barePicture(new Uint8Array(await file.arrayBuffer()));
    return kept && new Blob([kept.bytes], { type: kept.type });
  } catch (problem) {
    if (!(problem instanceof Malformed)) throw problem;
    throw new WalletError("unreadable_picture");
  }
}

/** @typedef {{source: CanvasImageSource, width: number, height: number, forget: () => void}} Drawable */

/**
 * An <img> turns a picture as its camera says, in every browser since 2020.
 * @param {Blob} file
 * @returns {Promise<Drawable>} raises `unreadable_picture`, and `offline` where the decoder of HEIC does not come
 */
export async function drawable(file) {
  const url = blobs.address(await file.arrayBuffer(), file.type);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    blobs.revoke(url);
    if (await isHeic(file)) return bitmap(await decodeHeic(file));
    throw new WalletError("unreadable_picture");
  }
  return { source: image, width: image.naturalWidth, height: image.naturalHeight, forget: () => blobs.revoke(url) };
}

/** @param {ImageBitmap} source @returns {Drawable} */
function bitmap(source) {
  return { source, width: source.width, height: source.height, forget: () => source.close() };
}

/**
 * @param {CanvasImageSource} source
 * @param {number} width
 * @param {number} height
 * @param {number} quarters turns to the right
 * @param {string} [ground] behind what is transparent
 * @returns {HTMLCanvasElement}
 */
export function paint(source, width, height, quarters, ground = "#fff") {
  const scale = scaleFor(width, height);
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = quarters % 2 ? [h, w] : [w, h];
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((quarters * Math.PI) / 2);
  pen.drawImage(source, -w / 2, -h / 2, w, h);
  return canvas;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
export function toJpeg(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(remember(blob)) : reject(new WalletError("unreadable_picture"))), "image/jpeg", QUALITY);
  });
}

/** @param {Blob} blob */
function remember(blob) {
  drawn.add(blob);
  return blob;
}
