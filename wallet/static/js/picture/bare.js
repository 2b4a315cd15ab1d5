/** Pictures whose bytes can be kept as they are, without what tells of their making. */
import { starts } from "../sound/bytes.js";
import { bareJpeg } from "./jpeg.js";
import { barePng } from "./png.js";
import { bareWebp } from "./webp.js";

/** @typedef {import("../sound/bytes.js").Bytes} Bytes */

/**
 * @param {Bytes} bytes
 * @returns {{bytes: Bytes, whole: boolean, type: string} | null} null for other forms; raises `Malformed`
 */
export function barePicture(bytes) {
  if (starts(bytes, 0, "\xff\xd8\xff")) return { ...bareJpeg(bytes), type: "image/jpeg" };
  if (starts(bytes, 0, "\x89PNG")) return { ...barePng(bytes), type: "image/png" };
  return starts(bytes, 0, "RIFF") && starts(bytes, 8, "WEBP") ? { ...bareWebp(bytes), type: "image/webp" } : null;
}
