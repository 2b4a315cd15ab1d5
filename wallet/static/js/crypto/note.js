/** A note: the key of a share, sealed to the mailbox of whom it is for; always 4,096 bytes. docs/format.md. */
import { Encrypter } from "age-encryption";
import { need } from "../errors.js";
import { NOTE } from "../schema/note.js";
import { parsed } from "../schema/plain.js";
import { frame, jsonBytes, parseJson, unframe } from "./aead.js";
import { b64, unb64 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("valibot").InferOutput<typeof NOTE>} Note times in epoch seconds */

/** Sealed, in bytes. */
export const SIZE = 4096;
/** Inside: what an age file to one post-quantum recipient, with one chunk, leaves of it. */
const PLAIN = SIZE - 1627 - 32;

/** @param {string} recipient age1pq1… @param {Note} note @returns {Promise<Bytes>} 4,096 bytes */
export async function sealNote(recipient, note) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const sealed = new Uint8Array(await encrypter.encrypt(packNote(note)));
  need(sealed.length === SIZE, "bad_length");
  return sealed;
}

/** @param {Note} note @returns {Bytes} 2,437 bytes */
export function packNote(note) {
  return frame(jsonBytes({ ...note, v: 1 }), PLAIN);
}

/** @param {Uint8Array} mailboxId @param {Bytes} plain @returns {Note} its own fields; `bad_length`, `bad_padding`, `bad_json`, `bad_version` */
export function readNote(mailboxId, plain) {
  need(plain.length === PLAIN, "bad_length");
  const note = parsed(NOTE, parseJson(unframe(plain)));
  need(note.mailbox === b64(mailboxId), "bad_json");
  for (const id of [note.door, note.s, note.voucher]) need(unb64(id).length === 16, "bad_length");
  return note;
}
