/** What is done to a file on its way in: too large or empty is refused, pictures and sound lose what tells of their making. */
import { WalletError } from "../errors.js";
import { isWhole } from "../picture/whole.js";
import { letters, starts } from "../sound/bytes.js";
import { cleanPicture } from "./picture_file.js";
import { cleanSound, isSound } from "./sound_file.js";

const MOST = 32_000_000;
const HEAD = 64;
const DRAWING = "image/svg+xml";
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
  const cleaned = await clean(file, anyway);
  if (cleaned.size > MOST) throw new WalletError("too_large");
  return { bytes: await cleaned.arrayBuffer(), mime: cleaned.type.split(";")[0].trim() || "application/octet-stream", name: nameOf(file.name ?? "") };
}

/**
 * What a file is, is told by its first bytes; a type that a browser gives by the file's name only adds to it.
 * @param {Blob} file
 * @param {boolean} anyway
 */
async function clean(file, anyway) {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  if (isPicture(head) || (file.type.startsWith("image/") && file.type !== DRAWING)) {
    if (!anyway && !isWhole(new Uint8Array(await file.arrayBuffer()))) throw new WalletError("cut_off");
    return cleanPicture(file);
  }
  return isSound(head) || file.type.startsWith("audio/") ? cleanSound(file) : file;
}

/** @param {Uint8Array} head */
export function isPicture(head) {
  const inBoxes = starts(head, 4, "ftyp") && PICTURE_BRANDS.includes(letters(head, 8));
  return inBoxes || PICTURE_HEADS.some(([at, text]) => starts(head, at, text));
}

/**
 * Without its ending, and empty where a device gave it.
 * @param {string} name of a file
 */
export function nameOf(name) {
  const bare = name.replace(/\.[A-Za-z0-9]{1,5}$/, "");
  return GIVEN_BY_A_DEVICE.test(bare) ? "" : bare;
}
