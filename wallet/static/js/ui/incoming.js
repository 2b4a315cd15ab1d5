/** What is done to a file on its way in: too large or empty is refused, pictures and sound lose what tells of their making. */
import { WalletError } from "../errors.js";
import { cleanPicture } from "./picture_file.js";
import { cleanSound } from "./sound_file.js";

const MOST = 32_000_000;

/**
 * @param {Blob & {name?: string}} file
 * @returns {Promise<{bytes: ArrayBuffer, mime: string, name: string}>} raises `too_large`, `empty`, `unreadable_picture`
 */
export async function prepare(file) {
  if (file.size === 0) throw new WalletError("empty");
  if (file.size > MOST) throw new WalletError("too_large");
  const name = (file.name ?? "").replace(/\.[A-Za-z0-9]{1,5}$/, "");
  const cleaned = await clean(file);
  if (cleaned.size > MOST) throw new WalletError("too_large");
  return { bytes: await cleaned.arrayBuffer(), mime: cleaned.type.split(";")[0].trim() || "application/octet-stream", name };
}

/** @param {Blob} file */
function clean(file) {
  if (file.type.startsWith("image/") && file.type !== "image/svg+xml") return cleanPicture(file);
  return file.type.startsWith("audio/") ? cleanSound(file) : file;
}
