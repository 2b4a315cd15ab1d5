/** What others show to this person alone: keys of shares that came into their mailboxes. Decision 0017. */
import { unframe } from "../api.js";
import { openAge } from "../crypto/agefile.js";
import { fileKeyOf } from "../crypto/agekey.js";
import { b64, concat, unb64 } from "../crypto/bytes.js";
import { mailboxKeys } from "../crypto/mailbox.js";
import { readNote, SIZE } from "../crypto/note.js";
import { WalletError } from "../errors.js";
import { line } from "../manifest.js";
import { asOwner } from "./mailboxes.js";

/**
 * @typedef {import("../crypto/note.js").Note} Note
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./shape.js").Mailbox} Mailbox
 */

/** Fetches the notes of one mailbox; only those that are new are opened, and what is none is passed over. @param {Keeper} keeper @param {Mailbox} mailbox */
export async function lookForNotes(keeper, mailbox) {
  const answer = await asOwner(keeper, mailbox, (proof) => keeper.api.asking("note/fetch", proof));
  const { value, bytes } = unframe(answer.bytes);
  const keys = await mailboxKeys(unb64(mailbox.key));
  for (const [at, id] of value.notes.entries()) {
    if (!keeper.notes.has(id)) keeper.notes.set(id, await opened(keys, bytes.slice(at * SIZE, (at + 1) * SIZE)));
  }
}

/** @param {import("../crypto/mailbox.js").MailboxKeys} keys @param {Uint8Array<ArrayBuffer>} sealed @returns {Promise<Note | null>} null where anybody put in what is no note */
async function opened(keys, sealed) {
  try {
    const note = readNote(keys.id, await openAge(await fileKeyOf(keys.ageIdentity, sealed), sealed));
    return { ...note, from: line(note.from), reference: line(note.reference) };
  } catch (problem) {
    if (problem instanceof WalletError) return null;
    throw problem;
  }
}

/** What can be opened now, the newest first. @param {Keeper} keeper @returns {{id: string, from: string, reference: string, until: number, at: number}[]} */
export function shownToMe(keeper) {
  const running = [...keeper.notes].flatMap(([id, note]) => (note && note.until > keeper.now() ? [{ id, from: note.from, reference: note.reference, until: note.until, at: note.at }] : []));
  return running.sort((one, other) => other.at - one.at);
}

/** What the page that shows it is given, instead of a link. @param {Keeper} keeper @param {string} id @returns {Promise<string>} */
export async function openNote(keeper, id) {
  const note = keeper.all.map((one) => one.notes.get(id)).find(Boolean);
  if (!note) throw new WalletError("not_found");
  return b64(concat(unb64(note.door), unb64(note.s)));
}
