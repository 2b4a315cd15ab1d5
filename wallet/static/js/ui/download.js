/** Gives a file to the browser's own "save" under a harmless name. It is never opened by this page. */
import * as blobs from "./blobs.js";
import { clone } from "./dom.js";
import { cutBytes } from "../graphemes.js";
import { keptType } from "./file_type.js";
import { endingIn, endingsOf } from "./types.js";

/** Bytes, without the ending: computers write 255 at most, and an export puts a number in front. */
const LONGEST = 180;
const KEPT_MS = 60_000;
/** Folders, control characters, what Windows forbids, and characters that turn the reading direction of a name. */
const UNSAFE = /[/\\:*?"<>|\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * @param {string} name
 * @param {string} mime
 * @returns {string} never empty, never hidden, with an ending where one is known
 */
export function safeName(name, mime) {
  const clean = cutBytes(name.replace(UNSAFE, " ").trim().replace(/^\.+/, ""), LONGEST).replace(/[. ]+$/, "").trim() || "sacoche";
  const endings = endingsOf(mime);
  return endings.length === 0 || endings.includes(endingIn(clean)) ? clean : `${clean}.${endings[0]}`;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 * @param {string} mime as it was kept
 */
export function download(bytes, name, mime) {
  downloadFile(bytes, safeName(name, keptType(bytes, name, mime)));
}

/** @param {BlobPart} bytes @param {string} name as it shall be called */
export function downloadFile(bytes, name) {
  const link = /** @type {HTMLAnchorElement} */ (clone("download"));
  const url = blobs.address(bytes, "application/octet-stream");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Firefox and Safari read the address after the click has returned.
  setTimeout(() => blobs.revoke(url), KEPT_MS);
}
