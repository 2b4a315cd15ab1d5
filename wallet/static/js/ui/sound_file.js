/** Sound loses its tags: who recorded it, when and where, and the pictures some players put in. The sound stays as it is. */
import { WalletError } from "../errors.js";
import { letters, Malformed, starts } from "../sound/bytes.js";
import { withoutBoxes } from "../sound/boxes.js";
import { withoutChunks } from "../sound/chunks.js";
import { withoutElements } from "../sound/ebml.js";
import { withoutBlocks } from "../sound/flac.js";
import { soundTypes } from "../sound/form.js";
import { frameType } from "../sound/frames.js";
import { withoutId3 } from "../sound/id3.js";
import { withoutComments } from "../sound/ogg.js";

/** @typedef {import("../sound/bytes.js").Bytes} Bytes */

/**
 * Told by its bytes, never by its name. Films are in it: they have the same forms.
 * @param {Bytes} bytes
 */
export function isSound(bytes) {
  return soundTypes(bytes).length > 0;
}

/**
 * @param {Bytes} bytes
 * @returns {Bytes} raises `unreadable_sound`
 */
export function withoutTags(bytes) {
  try {
    const bare = withoutId3(bytes);
    const clean = cleanerOf(bare) ?? (isFrame(bare) || isAmr(bare) || frameType(bare) ? same : null);
    if (clean && bare.length) return clean(bare);
  } catch (problem) {
    if (!(problem instanceof Malformed)) throw problem;
  }
  throw new WalletError("unreadable_sound");
}

/**
 * @param {Uint8Array} bytes
 * @returns {((bytes: Bytes) => Bytes) | null}
 */
function cleanerOf(bytes) {
  if (starts(bytes, 4, "ftyp")) return withoutBoxes;
  if (starts(bytes, 0, "fLaC")) return withoutBlocks;
  if (starts(bytes, 0, "OggS")) return withoutComments;
  if (starts(bytes, 0, "\x1a\x45\xdf\xa3")) return withoutElements;
  const form = letters(bytes, 0) + letters(bytes, 8);
  return ["RIFFWAVE", "FORMAIFF", "FORMAIFC"].includes(form) ? withoutChunks : null;
}

/**
 * MPEG layer 1 to 3 and AAC start each frame with eleven ones; zeros of padding may stand before the first.
 * @param {Uint8Array} bytes
 */
function isFrame(bytes) {
  const at = bytes.findIndex((one) => one !== 0);
  return bytes[at] === 0xff && bytes[at + 1] >= 0xe0;
}

/** The recorder of older phones; it has no place for tags. @param {Uint8Array} bytes */
function isAmr(bytes) {
  return starts(bytes, 0, "#!AMR");
}

/** @param {Bytes} bytes */
function same(bytes) {
  return bytes;
}
