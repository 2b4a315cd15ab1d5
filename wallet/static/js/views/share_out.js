/** What goes out: the code that fills the screen, the link, twelve digits, a sheet on paper. */
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import * as live from "../ui/live.js";
import { qrBox } from "../ui/qrbox.js";
import * as screen from "../ui/screen.js";
import { stayAwake } from "../ui/awake.js";
import { moment } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";

/** @typedef {{id: string, names: string[], from: number, until: number, made: number, link: string, reference: string, digits?: {from: number, until: number}}} Share `digits`: when those work that were made ahead */

/** @param {{id: string}} arg */
async function showOut({ id }) {
  const { shares, now } = await call("snapshot");
  /** @type {Share | undefined} */
  const share = shares.find((/** @type {Share} */ one) => one.id === id);
  if (!share?.link) return screen.go("shares");
  const values = {
    until: whenOf(share),
    qr: await qrBox(share.link, word("share.qr"), 10),
    made: share.digits && share.digits.until * 1000 > Date.now() + now ? timesOf(share.digits) : "",
    address: `${location.host}/s`,
    reference: share.reference,
    papers: share.names.filter((name) => name).map((title) => fill(clone("part-share-item"), { title })),
  };
  const root = screen.show("screen-share-out", values, { back: () => screen.go("papers") });
  stayAwake(root);
  onClick(root, "digits", () => screen.attempt(() => digits(root, id)));
  field(root, "titles").addEventListener("change", () => toggle(root, "list", field(root, "titles").checked));
  onClick(root, "send", () => screen.go("send", { share: id }));
  onClick(root, "copy", () => copy(share.link));
  onClick(root, "print", () => screen.attempt(() => print(root, id)));
  onClick(root, "end", () => screen.attempt(() => end(id)));
}

/** @param {HTMLElement} root @param {string} id */
async function digits(root, id) {
  await showDigits(root, () => call("share.digits", id));
  fill(root, { made: "" });
}

/** @param {{from: number, until: number}} digits */
function timesOf({ from, until }) {
  return word("share.digits-from", { from: moment(from), time: moment(until) });
}

/** @param {Share} share */
export function whenOf(share) {
  if (share.from > share.made) return word("share.from-until", { from: moment(share.from), time: moment(share.until) });
  return word("share.until", { time: moment(share.until) });
}

/** Digits in the place that a screen has for them. @param {HTMLElement} root @param {() => Promise<{digits: string, from?: number | null, until: number}>} make `from` where they begin later */
export async function showDigits(root, make) {
  live.say("share.digits-working");
  const button = find(root, "digits");
  button.setAttribute("disabled", "");
  try {
    const { digits, from, until } = await make();
    fill(root, { digits, "digits-until": from ? timesOf({ from, until }) : word("share.digits-until", { time: moment(until) }) });
    toggle(root, "digits-box", true);
    live.clear();
  } finally {
    button.removeAttribute("disabled");
  }
}

/** @param {string} link */
export async function copy(link) {
  try {
    await navigator.clipboard.writeText(link);
    live.say("share.copied");
  } catch {
    live.say("share.no-copy");
  }
}

/**
 * The sheet bears the digits too: its reader may have no camera.
 * @param {HTMLElement} root
 * @param {string} id
 */
async function print(root, id) {
  if (find(root, "digits-box").hidden) await digits(root, id);
  window.print();
}

/** @param {string} id */
async function end(id) {
  await call("share.end", id);
  await screen.go("shares");
  live.say("share.stopped");
}

export const shareOut = { "share-out": showOut };
