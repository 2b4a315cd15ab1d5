/**
 * After a lock: what came into the stand-in meanwhile is taken over, its copies go, and with them the stand-in. Decision 0010.
 * Papers and shares that are new come over; removals, secrets, doors and whatever else was done there do not.
 */
import { b64, unb64 } from "../crypto/bytes.js";
import { vaultKeys } from "../crypto/root.js";
import { WalletError } from "../errors.js";
import { erase } from "./blobs.js";
import { save } from "./catalogue.js";
import { deleteDoor } from "./doors.js";
import { readList } from "./list.js";
import { mergeAside } from "./merge.js";
import { closeOnServer } from "./mailboxes.js";
import { enter } from "./session.js";
import { contentsOf, copy, living, running, takeAway } from "./shape.js";
import { endOnServer, markEnded } from "./shares.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./shape.js").Catalogue} Catalogue
 * @typedef {import("./shape.js").Content} Content
 * @typedef {import("./shape.js").Lock} Lock
 * @typedef {import("./shape.js").Share} Share
 */

/** Locks that one unlock follows: who holds a secret meanwhile can write as many into a list as they like. */
const MOST = 20;
/** What only says that another try may fare better. */
/** The lists of a stand-in from which something comes over. */
const ADOPTED = ["docs", "shares"];
const LATER = ["offline", "busy", "slow_down", "cancelled"];

/** Takes over what every lock of this vault has left; what fails now is tried at the next unlock, and keeps no other from it. @param {Keeper} keeper */
export async function settleLocks(keeper) {
  keeper.unsettled = 0;
  const followed = new Set([b64(keeper.keys.vaultId)]);
  for (const note of living(keeper.catalogue.locks)) {
    try {
      await settleLock(keeper, note, followed);
    } catch (problem) {
      if (problem instanceof WalletError && problem.code === "no_session") throw problem;
      if (!(problem instanceof WalletError && LATER.includes(problem.code))) keeper.unsettled++;
    }
  }
}

/** @param {Keeper} keeper @param {Lock} note @param {Set<string>} followed this vault and the stand-ins that were visited: none twice */
async function settleLock(keeper, note, followed) {
  const keys = await vaultKeys(unb64(note.root));
  const stand_in = b64(keys.vaultId);
  if (followed.has(stand_in) || followed.size > MOST) return;
  followed.add(stand_in);
  const bytes = await taken(keeper, stand_in);
  if (bytes) {
    const theirs = await readList(keys, bytes);
    await endMandates(keeper, theirs);
    await adopt(keeper, note, theirs);
    await closeNew(keeper, theirs);
    for (const inner of living(theirs.locks)) await settleLock(keeper, inner, followed);
    await dropCopies(keeper, theirs);
    await keeper.api.json("vault/lock/take", { stand_in, done: 1 }, { session: keeper.token, again: true });
  } else await unmakeUnused(keeper, keys);
  if (keeper.catalogue.locks.some((one) => one.id === note.id && !one.gone)) await save(keeper, (draft) => takeAway(draft.locks, note.id, keeper.now()));
}

/** A mandate that was made meanwhile would go on to show what was locked: it ends. @param {Keeper} keeper @param {Catalogue} theirs */
async function endMandates(keeper, theirs) {
  for (const one of living(theirs.shares).filter((share) => share.mandate && running(share, keeper.now()))) {
    await endOnServer(keeper, one);
    markEnded(one, keeper.now());
  }
}

/** Mailboxes that were made meanwhile are not taken over, so they take nothing more: better than papers that nobody sees. @param {Keeper} keeper @param {Catalogue} theirs */
async function closeNew(keeper, theirs) {
  const own = new Set(keeper.catalogue.mailboxes.map((one) => one.id));
  for (const one of living(theirs.mailboxes)) if (!own.has(one.id)) await closeOnServer(keeper, one);
}

/** The stand-in's list, null where it never stood in or is taken over already. @param {Keeper} keeper @param {string} stand_in */
async function taken(keeper, stand_in) {
  try {
    return (await keeper.api.asking("vault/lock/take", { stand_in }, { session: keeper.token, again: true })).bytes;
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "not_found") return null;
    throw problem;
  }
}

/** Done twice is done: what is known already is not taken again. @param {Keeper} keeper @param {Lock} note @param {Catalogue} theirs */
async function adopt(keeper, note, theirs) {
  const copies = new Set(Object.keys(note.papers));
  await save(keeper, (draft) => {
    const blobs = new Set(contentsOf(draft).map((one) => one.blob));
    const docs = copy(living(theirs.docs)).filter((one) => !(copies.has(one.id) && copies.has(one.blob)) && !blobs.has(one.blob));
    for (const one of docs) if (copies.has(one.id)) one.id = one.blob;
    draft.docs.push(...docs);
    const shares = new Set(draft.shares.map((one) => one.id));
    const fresh = copy(living(theirs.shares)).filter((one) => !shares.has(one.id));
    for (const one of fresh) belong(one, note, theirs, keeper.now());
    draft.shares.push(...fresh);
    draft.aside = mergeAside(draft.aside, theirs.aside.filter((one) => ADOPTED.includes(one.list)));
  });
}

/** A share of a copy tells of the original, and keeps the copy until its end. @param {Share} share @param {Lock} note @param {Catalogue} theirs @param {number} now */
function belong(share, note, theirs, now) {
  share.docs = share.docs.map((id) => note.papers[id] ?? id);
  if (!running(share, now)) return;
  const shown = contentsOf(theirs).filter((one) => share.blobs.includes(one.blob) && one.blob in note.papers);
  share.copies = [...(share.copies ?? []), ...shown.map(contentAlone)];
}

/** @param {Content} one @returns {Content} */
function contentAlone({ blob, read, write, file_key, len, sha256, mime, renewed }) {
  return { blob, read, write, file_key, len, sha256, mime, renewed };
}

/** Erases what nobody names now, and the doors that were made meanwhile. @param {Keeper} keeper @param {Catalogue} theirs */
async function dropCopies(keeper, theirs) {
  const named = new Set(contentsOf(keeper.catalogue).map((one) => one.blob));
  await erase(keeper, contentsOf(theirs).filter((one) => !named.has(one.blob)));
  const ours = new Set(living(keeper.catalogue.doors).map((one) => one.id));
  for (const { id, write } of living(theirs.doors)) if (!ours.has(id)) await deleteDoor(keeper.api, keeper.token, id, write);
}

/** A stand-in that was made and never stood in: it goes with its copies. @param {Keeper} keeper @param {import("../crypto/root.js").VaultKeys} keys */
async function unmakeUnused(keeper, keys) {
  try {
    const { token, catalogue } = await enter(keeper.api, keys);
    await erase(keeper, contentsOf(catalogue));
    await keeper.api.json("vault/delete", {}, { session: token });
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code !== "not_found") throw problem;
  }
}
