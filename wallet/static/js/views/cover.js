/** Covering parts of a picture before it is shown: the covers and a stamp go into the pixels of a copy. */
import { need } from "../errors.js";
import { readsBack } from "../picture/readback.js";
import { burn, draw } from "../ui/burn.js";
import { Covers } from "../ui/covers.js";
import { field, find, onClick, toggle } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { asTyped } from "../ui/until.js";
import { day } from "../ui/when.js";
import { word } from "../ui/words.js";
import { Zoom } from "../ui/zoom.js";
import { call } from "../vault.js";

/** @typedef {{id: string, mime: string}} Paper */

/** Whether parts of it can be covered. @param {{mime: string}} paper */
export function canCover({ mime }) {
  return /^image\/(jpeg|png|webp)$/.test(mime);
}

/** @param {{paper: Paper, until: number, back: () => unknown, done: (picture: ArrayBuffer) => unknown}} arg */
async function showCover({ paper, until, back, done }) {
  need(await readsBack(), "canvas_changed");
  const opened = await idle.during(call("paper.open", paper.id));
  const bytes = new Uint8Array(opened.bytes);
  const picture = await createImageBitmap(new Blob([bytes], { type: opened.mime }));
  const root = screen.show("screen-cover", {}, { back, unsaved: () => covers.boxes.length > 0 });
  const canvas = /** @type {HTMLCanvasElement} */ (find(root, "picture"));
  const show = () => draw(canvas, picture, [], stampOf(root));
  show();
  const covers = coverable(root);
  field(root, "until").value = asTyped(until).slice(0, 10);
  onClick(root, "add", () => covers.add());
  onClick(root, "undo", () => covers.undo());
  find(root, "form").addEventListener("input", show);
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(async () => {
      await done(await burn(picture, covers.boxes, stampOf(root)));
      live.say("cover.kept");
    });
  });
}

/** The picture in its frame, which can be made larger, moved and covered. @param {HTMLElement} root @returns {Covers} */
function coverable(root) {
  const stage = find(root, "stage");
  /** @type {Covers} */
  const covers = new Covers(stage, () => zoom.seen, () => find(root, "undo").toggleAttribute("disabled", covers.boxes.length === 0));
  const zoom = new Zoom(find(root, "frame"), stage, { onhold: () => covers.giveUp(), onchange: () => offerZoom(root, zoom) });
  onClick(root, "larger", () => zoom.larger());
  onClick(root, "smaller", () => zoom.smaller());
  onClick(root, "move", () => {
    zoom.moving = !zoom.moving;
    offerZoom(root, zoom);
  });
  offerZoom(root, zoom);
  return covers;
}

/** What can be done now; who sees the whole picture draws. @param {HTMLElement} root @param {Zoom} zoom */
function offerZoom(root, zoom) {
  zoom.moving &&= zoom.movable;
  toggle(root, "move", zoom.movable);
  find(root, "move").setAttribute("aria-pressed", String(zoom.moving));
  find(root, "frame").toggleAttribute("data-moving", zoom.moving);
  find(root, "smaller").toggleAttribute("disabled", zoom.smallest);
  find(root, "larger").toggleAttribute("disabled", zoom.largest);
}

/** @param {HTMLElement} root */
function stampOf(root) {
  const who = field(root, "who").value.trim();
  const until = Date.parse(`${field(root, "until").value}T12:00Z`) / 1000;
  if (!who) return "";
  return until ? word("cover.stamp", { who, day: day(until) }) : word("cover.stamp-who", { who });
}

export const cover = { cover: showCover };
