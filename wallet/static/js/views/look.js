/** One paper as it will be seen by whom it is shown to: with its covers, under the mark. Fetched when it is looked at. */
import { find, toggle } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import * as screen from "../ui/screen.js";
import { titleOf } from "../ui/title.js";
import { Viewer } from "../ui/viewer.js";
import { endOf } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";

/** @typedef {import("./share.js").Paper} Paper */

/** Stands for the number of a share, which has none before it is made. */
const NUMBER = "0000-0000";

/**
 * @param {{paper: Paper, until: number, cover?: ArrayBuffer, back: () => unknown}} arg `until`: when it will end;
 *   `cover`: the picture that is shown in its place; `back`: to where it was, whatever was typed there
 */
async function showLook({ paper, until, cover, back }) {
  const { now } = await call("snapshot");
  const [name, height] = [titleOf(paper), scrollY];
  const root = screen.show("screen-look", { title: name }, { back: () => leave() });
  const present = Math.floor((Date.now() + now) / 1000);
  const mark = word("shared.mark", { reference: NUMBER, until: endOf(until, present) });
  const viewer = new Viewer(find(root, "view", "slot"), mark);
  const leave = async () => {
    viewer.close();
    await back();
    scrollTo(0, height);
  };
  try {
    const { bytes, mime } = cover ? { bytes: cover, mime: "image/jpeg" } : await idle.during(call("paper.open", paper.id));
    if (root.isConnected) await viewer.show({ mime, bytes: new Uint8Array(bytes), name });
  } finally {
    toggle(root, "loading", false);
  }
}

export const look = { look: showLook };
