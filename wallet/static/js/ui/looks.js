/**
 * What a file may be drawn as, told by its bytes, never by what somebody wrote about them; HTML, SVG, office files,
 * films and the rest are never drawn.
 */
import { keptType } from "./file_type.js";
import { textOf } from "./text_file.js";
import { otherType, plainType } from "./types.js";

/** @typedef {"picture" | "pdf" | "text" | "sound" | "other"} Look */

const PICTURES = ["image/jpeg", "image/png", "image/webp"];
const TEXTS = ["text/plain", "text/csv", "text/markdown"];
/** What a browser's player is told of a sound. */
const SOUNDS = new Map([
  ["audio/mpeg", "audio/mpeg"],
  ["audio/mp4", "audio/mp4"],
  ["audio/3gpp", "audio/mp4"],
  ["audio/aac", "audio/aac"],
  ["audio/ogg", "audio/ogg"],
  ["audio/opus", "audio/ogg"],
  ["audio/webm", "audio/webm"],
  ["audio/matroska", "audio/webm"],
  ["audio/wav", "audio/wav"],
  ["audio/flac", "audio/flac"],
]);

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} mime as it was kept
 * @param {string} [name] as it is called
 * @returns {{look: Look, type: string, text: string}} `type` is the one to give to the browser; `text`: what a text says
 */
export function looksLike(bytes, mime, name = "") {
  const type = keptType(bytes, name, mime);
  if (PICTURES.includes(type)) return { look: "picture", type, text: "" };
  if (type === "application/pdf") return { look: "pdf", type, text: "" };
  // A player may know more of a sound than its bytes told us, and does nothing else with them.
  const played = SOUNDS.get(type === otherType("") ? plainType(mime) : type);
  if (played) return { look: "sound", type: played, text: "" };
  const text = TEXTS.includes(type) ? textOf(bytes) : null;
  return text === null ? { look: "other", type: "application/octet-stream", text: "" } : { look: "text", type, text };
}
