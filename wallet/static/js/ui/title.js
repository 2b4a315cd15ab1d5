/** What a paper is called on the screen: its own name, else its kind, else what sort of file it is. */
import { kind as kindOf } from "./kinds.js";
import { word } from "./words.js";

/**
 * @param {{name: string, kind: string | null, mime: string}} paper
 * @returns {string} never empty
 */
export function titleOf({ name, kind, mime }) {
  if (name) return name;
  return kindName(kind) || word(`file.${sortOf(mime)}`);
}

/** @param {string | null} kind @returns {string} empty where there is no such kind */
export function kindName(kind) {
  return kindOf(kind)?.label ?? "";
}

/**
 * @param {string} mime
 * @returns {"image" | "pdf" | "text" | "audio" | "other"} what the viewer makes of it
 */
export function sortOf(mime) {
  if (/^image\/(jpeg|png|webp)$/.test(mime)) return "image";
  if (mime === "application/pdf") return "pdf";
  if (mime === "text/plain") return "text";
  return mime.startsWith("audio/") ? "audio" : "other";
}
