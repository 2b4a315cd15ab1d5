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

/**
 * @typedef {{id: string, mime: string}} Paper
 * @typedef {{picture: ArrayBuffer, boxes: import("../ui/covers.js").Box[], who: string, until: string}} Cover
 *   `picture`: what is shown in the paper's place; the rest, to go on from there
 */

/** Whether parts of it can be covered. @param {{mime: string}} paper */
export function canCover({ mime }) {
  return /^image\/(jpeg|png|webp)$/.test(mime);
}

/** @param {{paper: Paper, before?: Cover, until: number, back: () => unknown, done: (cover: Cover) => unknown}} arg `before`: how it is covered already */
async function showCover({ paper, before, until, back, done }) {
  need(await readsBack(), "canvas_changed");
  const opened = await idle.during(call("paper.open", paper.id));
  const bytes = new Uint8Array(opened.bytes);
  const picture = await createImageBitmap(new Blob([bytes], { type: opened.mime }));
  const root = screen.show("screen-cover", {}, { back, unsaved: () => JSON.stringify(covers.boxes) !== JSON.stringify(before?.boxes ?? []) });
  const canvas = /** @type {HTMLCanvasElement} */ (find(root, "picture"));
  const show = () => draw(canvas, picture, [], stampOf(root));
  field(root, "who").value = before?.who ?? "";
  field(root, "until").value = before?.until ?? asTyped(until).slice(0, 10);
  show();
  const covers = coverable(root);
  covers.put(before?.boxes ?? []);
  onClick(root, "add", () => covers.add());
  onClick(root, "undo", () => covers.undo());
  find(root, "form").addEventListener("input", show);
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(async () => {
      const { boxes } = covers;
      await done({ picture: await burn(picture, boxes, stampOf(root)), boxes, who: field(root, "who").value, until: field(root, "until").value });
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
