/** What is done to a file on its way in: too large or empty is refused, pictures and sound lose what tells of their making. */
import { WalletError } from "../errors.js";
import { isWhole } from "../picture/whole.js";
import { letters, starts } from "../sound/bytes.js";
import { typeOf } from "./file_type.js";
import { cleanPicture } from "./picture_file.js";
import { isSound, withoutTags } from "./sound_file.js";
import { keptText } from "./text_file.js";
import { plainType, withoutEnding } from "./types.js";

const MOST = 32_000_000;
/** What a browser calls a picture by its name; a drawing in SVG is none. */
const PICTURE = /^image\/(?!svg)/;
/** What no bytes said. */
const NOT_TOLD = /^application\/(x\.ending\.|octet-stream)/;
/** Pictures in an ISO box file say one of these (HEIC, AVIF); sound and film say others. */
const PICTURE_BRANDS = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"];
/** How pictures begin, at which byte; TIFF is the form of many cameras' raw pictures, too. */
const PICTURE_HEADS = /** @type {[number, string][]} */ ([
  [0, "\xff\xd8\xff"],
  [0, "\x89PNG"],
  [0, "GIF8"],
  [8, "WEBP"],
  [0, "II*\0"],
  [0, "MM\0*"],
  [0, "\xff\x0a"],
  [4, "JXL "],
]);
/** Characters that turn the reading direction of what follows: behind them an .exe reads as a .txt. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const ONLY_ENDING = /^\s*\.[a-z0-9]{1,10}$/i;
const SEEN = /[^\p{C}\p{Z}\p{DI}]/u;
/** A name that a camera or a recorder gave: it tells when, and nothing a person wants to read. */
const GIVEN_BY_A_DEVICE = /^(img|dsc[nf]?|pxl|mvimg|image|photo|foto|vid|aud|rec|ptt|screenshot|whatsapp (image|audio|ptt)|\d{8}_\d{6})(\d|at\b|wa|[ap]m\b|mp\b|[-_ .()~:])*$/i;

/**
 * @param {Blob & {name?: string}} file
 * @param {{anyway?: boolean}} [wish] `anyway`: a picture whose end is missing, too
 * @returns {Promise<{bytes: ArrayBuffer, mime: string, name: string}>} raises `too_large`, `empty`, `unreadable_file` (a folder, or a file that changed meanwhile), `cut_off`, `unreadable_picture`, `canvas_changed`, `unreadable_sound`, `offline`
 */
export async function prepare(file, { anyway = false } = {}) {
  try {
    return await prepared(file, anyway);
  } catch (problem) {
    throw problem instanceof DOMException ? new WalletError("unreadable_file", { cause: problem }) : problem;
  }
}

/** @param {Blob & {name?: string}} file @param {boolean} anyway */
async function prepared(file, anyway) {
  if (file.size === 0) throw new WalletError("empty");
  if (file.size > MOST) throw new WalletError("too_large");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { mime, content } = await cleaned(file, bytes, anyway);
  if (content.byteLength > MOST) throw new WalletError("too_large");
  return { bytes: content, mime, name: nameOf(file.name ?? "") };
}

/**
 * What a file is, is told by its bytes; the type and the ending that it came with only add to it.
 * @param {Blob & {name?: string}} file
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {boolean} anyway
 * @returns {Promise<{mime: string, content: ArrayBuffer}>}
 */
async function cleaned(file, bytes, anyway) {
  const mime = typeOf(bytes, file.name ?? "", file.type);
  if (isPicture(bytes)) return picture(file, bytes, anyway);
  if (isSound(bytes)) return { mime, content: withoutTags(bytes).slice().buffer };
  if (mime === "text/plain") return { mime, content: keptText(bytes) };
  if (PICTURE.test(file.type) && NOT_TOLD.test(mime)) return picture(file, bytes, anyway);
  if (file.type.startsWith("audio/") && NOT_TOLD.test(mime)) return { mime: plainType(file.type), content: withoutTags(bytes).slice().buffer };
  return { mime, content: bytes.buffer };
}

/** @param {Blob} file @param {Uint8Array<ArrayBuffer>} bytes @param {boolean} anyway */
async function picture(file, bytes, anyway) {
  if (!anyway && !isWhole(bytes)) throw new WalletError("cut_off");
  const cleaned = await cleanPicture(file);
  return { mime: cleaned.type, content: await cleaned.arrayBuffer() };
}

/** @param {Uint8Array} head */
export function isPicture(head) {
  const inBoxes = starts(head, 4, "ftyp") && PICTURE_BRANDS.includes(letters(head, 8));
  return inBoxes || PICTURE_HEADS.some(([at, text]) => starts(head, at, text));
}

/**
 * Without its ending, and empty where a device gave it or nothing of it is seen.
 * @param {string} name of a file
 */
export function nameOf(name) {
  const bare = withoutEnding(name.replace(TURNS, ""));
  return GIVEN_BY_A_DEVICE.test(bare) || ONLY_ENDING.test(bare) || !SEEN.test(bare) ? "" : bare;
}
