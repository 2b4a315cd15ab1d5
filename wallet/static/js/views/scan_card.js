/** Reads the QR of a card or a part by the camera; the pictures stay on this device. */
import { cardGroups, parseQr } from "../crypto/card.js";
import { need, WalletError } from "../errors.js";
import { openDevice, stop } from "../ui/devices.js";
import { find } from "../ui/dom.js";
import { load } from "../ui/parts.js";
import * as screen from "../ui/screen.js";

const LOOK_MS = 150;
const WANTED = { video: { facingMode: "environment", width: { ideal: 1280 } } };

/** @typedef {(text: string) => string[] | null} Groups what a QR holds as groups of digits; null where it is something else */

/** @param {() => unknown} back @returns {Promise<string[]>} ten groups */
export function scanCard(back) {
  return scan((text) => {
    const card = parseQr(text);
    return card && cardGroups(card);
  }, back);
}

/**
 * Shows the camera until what is looked for was read.
 * @param {Groups} groupsOf
 * @param {() => unknown} back
 * @returns {Promise<string[]>} rejects with `no_camera` where there is none, `canvas_changed` where its pictures cannot be read; never settles once the screen is left
 */
export async function scan(groupsOf, back) {
  const root = screen.show("screen-scan", {}, { back });
  const { read, readsBack } = await load("scan");
  if (!root.isConnected) return new Promise(() => {});
  need(await readsBack(), "canvas_changed");
  const stream = await openDevice(WANTED, () => root.isConnected);
  if (!root.isConnected) return new Promise(() => {});
  if (!stream) throw new WalletError("no_camera");
  const video = /** @type {HTMLVideoElement} */ (find(root, "video"));
  video.autoplay = true;
  video.srcObject = stream;
  const groups = await look(video, (picture) => groupsIn(read(picture), groupsOf));
  stop(stream);
  return groups;
}

/**
 * @param {HTMLVideoElement} video
 * @param {(picture: ImageData) => string[] | null} read
 * @returns {Promise<string[]>} never settles once the screen is left
 */
function look(video, read) {
  const canvas = document.createElement("canvas");
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!video.isConnected) return end();
      const groups = read(frame(video, canvas, pen));
      if (groups) end(groups);
    }, LOOK_MS);
    /** @param {string[]} [groups] */
    function end(groups) {
      clearInterval(timer);
      if (groups) resolve(groups);
    }
  });
}

/**
 * @param {HTMLVideoElement} video
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2D} pen
 */
function frame(video, canvas, pen) {
  canvas.width = video.videoWidth || 1;
  canvas.height = video.videoHeight || 1;
  pen.drawImage(video, 0, 0);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/**
 * @param {string | null} text null where there is no QR
 * @param {Groups} groupsOf
 * @returns {string[] | null}
 */
function groupsIn(text, groupsOf) {
  try {
    return text ? groupsOf(text) : null;
  } catch (problem) {
    if (problem instanceof WalletError) return null;
    throw problem;
  }
}
