/** What form of sound or film a file has, told by its bytes: the first of the list unless its name says another of them. */
import { letters, starts } from "./bytes.js";
import { frameType } from "./frames.js";
import { withoutId3 } from "./id3.js";

const HEAD = 65_536;
/** Brands that hold sound alone, whatever else they bring (chapters, a cover). */
const SOUND_BRANDS = ["M4A ", "M4B "];
const FILMS = ["video/mp4", "video/quicktime", "video/3gpp"];

/**
 * @param {import("./bytes.js").Bytes} bytes
 * @returns {string[]} empty where it is neither
 */
export function soundTypes(bytes) {
  const bare = withoutId3(bytes);
  if (starts(bare, 4, "ftyp")) return boxed(bare);
  if (starts(bare, 0, "OggS")) return ogg(letters(bare, 0, HEAD));
  if (starts(bare, 0, "\x1a\x45\xdf\xa3")) return matroska(letters(bare, 0, HEAD));
  if (starts(bare, 0, "fLaC")) return ["audio/flac"];
  if (starts(bare, 0, "#!AMR")) return ["audio/amr"];
  const form = letters(bare, 0) + letters(bare, 8);
  if (form === "RIFFWAVE") return ["audio/wav"];
  if (form === "FORMAIFF" || form === "FORMAIFC") return ["audio/aiff"];
  const type = frameType(bare) ?? (starts(bytes, 0, "ID3") ? "audio/mpeg" : null);
  return type ? [type] : [];
}

/** @param {Uint8Array} bytes */
function boxed(bytes) {
  const brand = letters(bytes, 8);
  if (!SOUND_BRANDS.includes(brand) && showsPictures(bytes)) return brand === "qt  " ? ["video/quicktime"] : FILMS;
  return brand.startsWith("3g") ? ["audio/3gpp"] : ["audio/mp4"];
}

/** Whether a track of a movie box holds pictures. @param {Uint8Array} bytes */
function showsPictures(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at);
    const length = size === 1 && at + 16 <= bytes.length ? Number(view.getBigUint64(at + 8)) : size || bytes.length - at;
    if (letters(bytes, at + 4) === "moov") return /hdlr[^]{8}vide/.test(latin1(bytes.subarray(at, at + length)));
    at += Math.max(length, 8);
  }
  return false;
}

/** @param {string} head */
function ogg(head) {
  if (head.includes("theora")) return ["video/ogg"];
  return head.includes("OpusHead") ? ["audio/ogg", "audio/opus"] : ["audio/ogg"];
}

/** Kind 1 of a track is a film; the number of the tracks stands in the table of contents, too, behind another byte. @param {string} head */
function matroska(head) {
  const [, tracks = ""] = /[^\x84]\x16\x54\xae\x6b([^]*)/.exec(head) ?? [];
  const film = tracks.split("\x1f\x43\xb6\x75", 1)[0]?.includes("\x83\x81\x01");
  const open = head.includes("webm");
  return [film ? (open ? "video/webm" : "video/matroska") : open ? "audio/webm" : "audio/matroska"];
}

/** @param {Uint8Array} bytes */
function latin1(bytes) {
  return new TextDecoder("iso-8859-1").decode(bytes);
}
