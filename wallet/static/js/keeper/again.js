/** The same papers, shown to somebody new: what of a share there still is, and on which terms it was. */
import { shareHome } from "./beside.js";
import { find, living } from "./shape.js";
import { LONGEST } from "./shares.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {{seconds: number, opens: number, shownName: string, note: string, print: boolean, keep: boolean}} Terms `seconds`: from its begin to its end
 * @typedef {{docs: string[], other: string[], gone: number, running: boolean, terms: Terms}} Again `other`: papers that are there, yet were shown in another form:
 *   a part was covered, or the paper has been replaced since
 */

/** @param {Keeper} keeper @param {string} id @returns {Promise<Again>} @throws {WalletError} `not_found` */
export async function again(keeper, id) {
  const home = shareHome(keeper, id);
  const share = find(home.catalogue.shares, id);
  const blobs = new Map(keeper.all.flatMap((one) => living(one.catalogue.docs).map((doc) => [doc.id, doc.blob])));
  const there = share.docs.filter((doc) => blobs.has(doc));
  const as = (/** @type {string} */ doc) => share.blobs[share.docs.indexOf(doc)] === blobs.get(doc);
  const seconds = Math.min(share.until - share.from, LONGEST);
  const { opens, shown_name: shownName, note, print, keep } = share;
  const running = share.ended === null && share.until > home.now();
  return { docs: there.filter(as), other: there.filter((doc) => !as(doc)), gone: share.docs.length - there.length, running, terms: { seconds, opens, shownName, note, print, keep } };
}
