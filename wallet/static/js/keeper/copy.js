/** A copy of what is sealed, sealed anew for another vault: nothing of it equals the original. */
import { download, upload } from "./blobs.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./shape.js").Content} Content
 */

/** Fetches, opens, seals and sends; no catalogue knows of it yet. @param {Keeper} from @param {Content} content @param {Keeper} to who pays @param {Doing} doing @param {string} [recipient] for whom it is sealed, where not for `to` @returns {Promise<Content>} */
export async function copyContent(from, content, to, doing, recipient) {
  const half = (/** @type {number} */ start) => (/** @type {string} */ step, /** @type {number} */ done) => doing.tell(step, start + done / 2);
  const bytes = await download(from, content, { ...doing, tell: half(0) });
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
  return upload(to, whole, content.mime, { ...doing, tell: half(0.5) }, recipient);
}
