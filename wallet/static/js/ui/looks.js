/**
 * What a file may be drawn as. Pictures and PDF are told by their first bytes, never by what somebody wrote about
 * them; HTML, SVG, office files and the rest are never drawn.
 */

/** @typedef {"picture" | "pdf" | "text" | "sound" | "other"} Look */

const PDF_WITHIN = 1024;
const SOUNDS = ["audio/mpeg", "audio/mp4", "audio/aac", "audio/ogg", "audio/webm", "audio/wav", "audio/flac"];

/**
 * @param {Uint8Array} bytes
 * @param {string} mime as the person's browser named it; parameters after `;` do not count
 * @returns {{look: Look, type: string}} `type` is the one to give to the browser
 */
export function looksLike(bytes, mime) {
  const head = ascii(bytes.subarray(0, PDF_WITHIN));
  if (head.startsWith("\xff\xd8\xff")) return { look: "picture", type: "image/jpeg" };
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return { look: "picture", type: "image/png" };
  if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return { look: "picture", type: "image/webp" };
  if (head.includes("%PDF-")) return { look: "pdf", type: "application/pdf" };
  const plain = mime.split(";")[0].trim().toLowerCase();
  if (SOUNDS.includes(plain)) return { look: "sound", type: plain };
  if (plain === "text/plain" && textOf(bytes) !== null) return { look: "text", type: "text/plain" };
  return { look: "other", type: "application/octet-stream" };
}

/**
 * @param {Uint8Array} bytes
 * @returns {string | null} null where it is no UTF-8
 */
export function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
function ascii(bytes) {
  return String.fromCharCode(...bytes);
}
