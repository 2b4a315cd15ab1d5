/** What others show to this person alone: keys of shares that came into their mailboxes, opened once and kept in the list. Decision 0017. */
import { unframe } from "../api.js";
import { openAge } from "../crypto/agefile.js";
import { fileKeyOf } from "../crypto/agekey.js";
import { b64, concat, random, unb64 } from "../crypto/bytes.js";
import { mailboxKeys } from "../crypto/mailbox.js";
import { readNote, SIZE } from "../crypto/note.js";
import { pacer } from "../crypto/pause.js";
import { linkKeys } from "../crypto/share.js";
import { WalletError } from "../errors.js";
import { line } from "../manifest.js";
import { batches } from "./blobs.js";
import { carried, opens } from "./badge.js";
import { within } from "./beside.js";
import { save } from "./catalogue.js";
import { asOwner, removeFrom } from "./mailbox_owner.js";
import { find, living } from "./shape.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./shape.js").Mailbox} Mailbox
 * @typedef {import("./shape.js").KeptNote} KeptNote
 */

/** Fetches and opens the notes of one mailbox that are new, and forgets those that are gone. @param {Keeper} keeper @param {Mailbox} mailbox @param {string[]} ids all that lie in it */
export async function followNotes(keeper, mailbox, ids) {
  const there = new Set(ids);
  const before = mailbox.notes ?? [];
  const known = new Set(before.map((one) => one.id));
  const fresh = await fetched(keeper, mailbox, ids.filter((id) => !known.has(id)));
  if (!fresh.length && before.every((one) => there.has(one.id))) return;
  await save(keeper, (draft) => {
    const entry = living(draft.mailboxes).find((one) => one.id === mailbox.id);
    if (entry) entry.notes = [...(entry.notes ?? []).filter((one) => there.has(one.id) && !fresh.some(({ id }) => id === one.id)), ...fresh];
  });
}

/** @param {Keeper} keeper @param {Mailbox} mailbox @param {string[]} ids @returns {Promise<KeptNote[]>} */
async function fetched(keeper, mailbox, ids) {
  const breathe = pacer();
  const found = [];
  for (const some of batches(ids)) {
    const answer = await asOwner(keeper, mailbox, (proof, more) => keeper.api.asking("note/fetch", { ...proof, notes: some }, more));
    const { value, bytes } = unframe(answer.bytes);
    const keys = await mailboxKeys(unb64(mailbox.key));
    for (const [at, id] of value.notes.entries()) {
      await breathe();
      const note = await opened(keys, bytes.slice(at * SIZE, (at + 1) * SIZE));
      if (note) found.push({ id, ...note });
    }
  }
  return found;
}

/** @param {import("../crypto/mailbox.js").MailboxKeys} keys @param {Uint8Array<ArrayBuffer>} sealed @returns {Promise<Omit<KeptNote, "id"> | null>} until 0 where somebody put in what is no note; null for one of a later version, which stays where it is */
async function opened(keys, sealed) {
  try {
    const { door, s, voucher, until, at, from, reference } = readNote(keys.id, await openAge(await fileKeyOf(keys.ageIdentity, sealed), sealed));
    return { door, s, voucher, until, at, from: line(from), reference: line(reference) };
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "bad_version") return null;
    if (problem instanceof WalletError) return { door: "", s: "", voucher: "", until: 0, at: 0, from: "", reference: "" };
    throw problem;
  }
}

/** What can be opened now, the newest first. @param {Keeper} keeper @returns {Omit<KeptNote, "door" | "s" | "voucher">[]} */
export function shownToMe(keeper) {
  const open = living(keeper.catalogue.mailboxes).filter((mailbox) => opens(keeper, mailbox));
  const running = open.flatMap(({ notes = [] }) => notes.filter((one) => one.until > keeper.now()));
  return running.map(({ id, from, reference, until, at }) => ({ id, from, reference, until, at })).sort((one, other) => other.at - one.at);
}

/**
 * Opens it, which is counted, and gives what the page that shows it needs instead of a link. That works as long as the mailbox is there.
 * @param {Keeper} keeper @param {string} id @returns {Promise<import("../ui/handing.js").Handed>}
 */
export async function openNote(keeper, id) {
  const { home, mailbox, found } = placeOf(keeper, id);
  if (!opens(home, mailbox)) throw new WalletError("sign_in");
  const [door, s] = [unb64(found.door), unb64(found.s)];
  const asked = { door_id: found.door, open: b64(linkKeys(s, door).open), voucher: found.voucher };
  const resume = await carried(home, mailbox, (more) => counted(keeper, asked, more));
  return { fragment: b64(concat(door, s)), doorId: found.door, resume };
}

/** Deletes these notes, and the keys in them from the list: what they opened opens for this person no more. @param {Keeper} keeper @param {string[]} ids */
export async function removeNotes(keeper, ids) {
  for (const home of keeper.all) {
    for (const mailbox of living(home.catalogue.mailboxes).filter((one) => opens(home, one))) {
      const here = (mailbox.notes ?? []).map((one) => one.id).filter((id) => ids.includes(id));
      if (here.length) await within(keeper, home, (one) => removeHere(one, mailbox, here));
    }
  }
  return keeper.snapshot();
}

/** @param {Keeper} keeper @param {Mailbox} mailbox @param {string[]} ids */
async function removeHere(keeper, mailbox, ids) {
  await removeFrom(keeper, mailbox, "notes", ids);
  await save(keeper, (draft) => {
    const entry = find(draft.mailboxes, mailbox.id);
    entry.notes = (entry.notes ?? []).filter((one) => !ids.includes(one.id));
  });
}

/** @param {Keeper} keeper @param {string} id of the note @returns {{home: Keeper, mailbox: Mailbox, found: KeptNote}} */
function placeOf(keeper, id) {
  for (const home of keeper.all) {
    for (const mailbox of living(home.catalogue.mailboxes)) {
      const found = (mailbox.notes ?? []).find((one) => one.id === id);
      if (found?.door) return { home, mailbox, found };
    }
  }
  throw new WalletError("not_found");
}

/** One opening. What cannot be opened is told by the page that tells it to everybody: it is given a token that stands for none. @param {Keeper} keeper @param {object} asked @param {import("../api.js").Request} more */
async function counted(keeper, asked, more) {
  try {
    return unframe((await keeper.api.asking("share/open", asked, more)).bytes).value.resume;
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code !== "not_found") throw problem;
    return b64(random(16));
  }
}
