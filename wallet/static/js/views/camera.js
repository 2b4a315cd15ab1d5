/** Photos of papers by the live camera, one page after the other; without it, by the camera of the device. */
import { field, fill, find, onClick, toggle } from "../ui/dom.js";
import { openDevice } from "../ui/devices.js";
import { groundFor } from "../picture/ground.js";
import { readsBack } from "../picture/readback.js";
import { isWhole } from "../picture/whole.js";
import { drawable, paint, toJpeg } from "../ui/picture_file.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";
import * as uploads from "./uploads.js";

const WANTED = { video: { facingMode: "environment", width: { ideal: 2560 }, height: { ideal: 1920 } } };

/** @type {MediaStream | null} */
let stream = null;
/** How many photos were kept since the person came here. */
let kept = 0;

function showCamera() {
  kept = 0;
  return showLive();
}

/** Both screens bear the mark, so that the camera is not asked for again after each photo. */
function isUsed() {
  return document.querySelector("[data-camera]") !== null;
}

async function showLive() {
  const leave = () => screen.go(kept ? "papers" : "add");
  const root = screen.show("screen-camera", { kept: kept ? word("camera.kept", { n: kept }) : "" }, { back: leave });
  for (const name of ["ready", "done"]) {
    toggle(root, name, kept > 0);
    onClick(root, name, leave);
  }
  const readable = await readsBack();
  if (readable && !stream?.active) stream = await openDevice(WANTED, isUsed);
  if (!root.isConnected) return;
  toggle(root, "waiting", false);
  if (readable && stream) await live(root, stream);
  else fallback(root);
}

/**
 * @param {HTMLElement} root
 * @param {MediaStream} source
 */
async function live(root, source) {
  toggle(root, "live", true);
  const video = /** @type {HTMLVideoElement} */ (find(root, "video"));
  video.srcObject = source;
  try {
    await video.play();
  } catch (problem) {
    if (root.isConnected) throw problem;
    return; // left before the first picture came
  }
  find(root, "capture").removeAttribute("disabled");
  onClick(root, "capture", () => showPhoto(paint(video, video.videoWidth, video.videoHeight, 0)));
}

/** @param {HTMLElement} root */
function fallback(root) {
  toggle(root, "fallback", true);
  const input = field(root, "file");
  onClick(root, "choose", () => input.click());
  input.addEventListener("change", () => screen.attempt(() => look(input.files?.[0])));
}

/** @param {File} [file] */
async function look(file) {
  if (!file) return;
  if (!(await readsBack()) || !isWhole(new Uint8Array(await file.arrayBuffer()))) return keep(file);
  const picture = await drawable(file);
  try {
    showPhoto(paint(picture.source, picture.width, picture.height, 0, groundFor(picture.source)));
  } finally {
    picture.forget();
  }
}

/** @param {HTMLCanvasElement} taken */
function showPhoto(taken) {
  let seen = labelled(taken);
  const root = screen.show("screen-photo", { picture: seen }, { back: showLive, unsaved: () => true });
  onClick(root, "again", showLive);
  onClick(root, "turn", () => {
    seen = labelled(paint(seen, seen.width, seen.height, 1));
    fill(root, { picture: seen });
  });
  onClick(root, "keep", () => screen.attempt(async () => keep(await toJpeg(seen))));
}

/** @param {HTMLCanvasElement} canvas */
function labelled(canvas) {
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", word("camera.photo"));
  return canvas;
}

/** @param {Blob} photo */
async function keep(photo) {
  uploads.add([photo]);
  kept += 1;
  await showLive();
}

export const camera = { camera: showCamera };
