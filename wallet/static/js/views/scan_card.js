/** Reads a card's QR by the camera; the pictures stay on this device. */
import { cardGroups, parseQr } from "../crypto/card.js";
import { WalletError } from "../errors.js";
import { openDevice, stop } from "../ui/devices.js";
import { find } from "../ui/dom.js";
import { load } from "../ui/parts.js";
import * as screen from "../ui/screen.js";

const LOOK_MS = 150;
const WANTED = { video: { facingMode: "environment", width: { ideal: 1280 } } };

/**
 * Shows the camera until a card was read.
 * @param {() => unknown} back
 * @returns {Promise<string[]>} ten groups; rejects with `no_camera` where there is none; never settles once the screen is left
 */
export async function scanCard(back) {
  const root = screen.show("screen-scan", {}, { back });
  const [{ read }, stream] = await Promise.all([load("scan"), openDevice(WANTED, () => root.isConnected)]);
  if (!root.isConnected) return new Promise(() => {});
  if (!stream) throw new WalletError("no_camera");
  const video = /** @type {HTMLVideoElement} */ (find(root, "video"));
  video.autoplay = true;
  video.srcObject = stream;
  const groups = await look(video, read);
  stop(stream);
  return groups;
}

/**
 * @param {HTMLVideoElement} video
 * @param {(picture: ImageData) => string | null} read
 * @returns {Promise<string[]>} never settles once the screen is left
 */
function look(video, read) {
  const canvas = document.createElement("canvas");
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!video.isConnected) return end();
      const groups = groupsIn(frame(video, canvas, pen), read);
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
 * @param {ImageData} picture
 * @param {(picture: ImageData) => string | null} read
 * @returns {string[] | null} null where there is no QR, or one of something else
 */
function groupsIn(picture, read) {
  const text = read(picture);
  if (!text) return null;
  try {
    const card = parseQr(text);
    return card && cardGroups(card);
  } catch (problem) {
    if (problem instanceof WalletError) return null;
    throw problem;
  }
}
