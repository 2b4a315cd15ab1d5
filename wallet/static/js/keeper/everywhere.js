/**
 * Close everywhere, new secret: a new root, hence a new vault, and new tokens for every blob. Protocol section 5.
 * The new vault stands before anything of the old one is touched; from then on every step can be repeated, and an
 * unlock with the new secret repeats what is left. Nothing about it stands in the old catalogue.
 */
import { b64, random, unb64 } from "../crypto/bytes.js";
import { vaultKeys } from "../crypto/root.js";
import { WalletError } from "../errors.js";
import { batches, hashOf, newTokens } from "./blobs.js";
import { drawCard, shownCard } from "./cards.js";
import { save } from "./catalogue.js";
import { deleteDoor } from "./doors.js";
import { closeOnServer } from "./mailboxes.js";
import { merge } from "./merge.js";
import { burn } from "./people.js";
import { drawRow } from "./rows.js";
import { enter } from "./session.js";
import { contents, copy, living, papersOf, running, takeAway } from "./shape.js";
import { endOnServer, markEnded } from "./shares.js";
import { firstDoors, makeVault, putDoors, unmake } from "./signup.js";

/**
 * @typedef {import("./guess.js").Chosen} Chosen
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./session.js").Session} Session
 * @typedef {import("./shape.js").Catalogue} Catalogue
 * @typedef {import("./shape.js").Content} Content
 * @typedef {import("./shape.js").Paper} Paper
 * @typedef {import("./shape.js").Sibling} Sibling
 */

/** A new row to choose. @param {Keeper} keeper @param {null} _ @param {Doing} doing */
export async function begin(keeper, _, doing) {
  keeper.drafts.card = null;
  return drawRow(keeper, doing);
}

/** A new card; with `same` the pocket card that was just made for another vault. @param {Keeper} keeper @param {{kind: "pocket" | "safe", same?: boolean}} arg */
export async function card(keeper, arg) {
  const held = keeper.drafts.card;
  const same = arg.same === true && held?.kind === "pocket";
  keeper.drafts.card = same ? held : drawCard(arg);
  return { ...shownCard(keeper.drafts.card.card), same };
}

/** This vault, or with `at` one beside it: those come first, so that this one can know their new roots. May be called again after it failed. @param {Keeper} keeper @param {Chosen & {at?: number}} arg @param {Doing} doing */
export async function finish(keeper, { at, ...chosen }, doing) {
  const one = at === undefined ? keeper : keeper.beside[at];
  if (!one) throw new WalletError("bad_request");
  Object.assign(one.drafts, { card: keeper.drafts.card, row: keeper.drafts.row });
  if (!leaving(one.catalogue).length) await moveIn(one, chosen, doing);
  if (one !== keeper) await knowNewRoot(keeper, one);
  await settle(one);
  doing.tell("session", 1);
  one.drafts.row = keeper.drafts.row = null;
  if (one === keeper) keeper.drafts.card = null;
  return keeper.snapshot();
}

/** @param {Keeper} keeper @param {Keeper} one */
async function knowNewRoot(keeper, one) {
  const root = b64(one.root);
  if (keeper.catalogue.vaults.some((other) => other.root === root)) return;
  await save(keeper, (draft) => {
    for (const other of draft.vaults) if (other.id === one.sibling) other.root = root;
  });
}

/** Goes on where a crash stopped; what fails now is tried at the next unlock. @param {Keeper} keeper */
export async function resume(keeper) {
  try {
    await settle(keeper);
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code === "no_session") throw problem;
  }
}

/** @param {Catalogue} catalogue @returns {Sibling[]} */
function leaving(catalogue) {
  return living(catalogue.vaults).filter((one) => one.leaving);
}

/** Makes the new vault with its doors and goes over to it. @param {Keeper} keeper @param {Chosen} chosen @param {Doing} doing */
async function moveIn(keeper, chosen, doing) {
  const doors = await firstDoors(keeper, chosen, doing);
  const root = random(32);
  const keys = await vaultKeys(root);
  const catalogue = heir(keeper);
  catalogue.doors = doors.map((door) => ({ ...door.entry, seq: catalogue.seq }));
  doing.tell("session", 0.92);
  await makeVault(keeper, keys, catalogue);
  const old = { root: keeper.root, keys: keeper.keys, session: { token: keeper.token, etag: keeper.etag, catalogue: keeper.catalogue } };
  keeper.open(root, keys, await enter(keeper.api, keys));
  try {
    await putDoors(keeper, doors);
  } catch (problem) {
    await unmake(keeper);
    keeper.open(old.root, old.keys, old.session);
    throw problem;
  }
  doing.tell("session", 0.95);
}

/** What the new vault begins with: everything, new tokens chosen beforehand, and the old root. @param {Keeper} keeper @returns {Catalogue} */
function heir(keeper) {
  const catalogue = copy(keeper.catalogue);
  catalogue.seq += 1;
  catalogue.mailboxes = []; // whoever knew the old root could look into them
  catalogue.recovery = []; // old parts open the old vault alone, and go with it
  retoken(papersOf(catalogue));
  catalogue.vaults.push({ id: b64(random(16)), seq: catalogue.seq, root: b64(keeper.root), leaving: true });
  return catalogue;
}

/** @param {Paper[]} papers */
function retoken(papers) {
  for (const one of papers.flatMap(contents)) Object.assign(one, { was: { read: one.read, write: one.write }, ...newTokens() });
}

/** Empties and deletes the vaults that were left. @param {Keeper} keeper */
async function settle(keeper) {
  for (const sibling of leaving(keeper.catalogue).filter((one) => one.root !== b64(keeper.root))) {
    const keys = await vaultKeys(unb64(sibling.root));
    const old = await enterAlone(keeper, keys);
    if (old) await adopt(keeper, old.catalogue);
    await rotate(keeper);
    if (old) await close(keeper, { ...old, keys });
    await save(keeper, (draft) => forgetOld(draft, sibling.id, keeper.now()), { dropVersions: true });
  }
}

/** The old vault once nobody else can save into it: what came in afterwards would go with it. @param {Keeper} keeper @param {import("../crypto/root.js").VaultKeys} keys @returns {Promise<Session | null>} null where it is gone already */
async function enterAlone(keeper, keys) {
  const first = await enter(keeper.api, keys).catch(noneLeft);
  if (!first) return null;
  await keeper.api.json("session/end-others", {}, { session: first.token, again: true }).catch(notOurs);
  return enter(keeper.api, keys).catch(noneLeft);
}

/** Another device is at the same work and has ended this session of the old vault; ours goes on. @param {unknown} problem @returns {never} */
function notOurs(problem) {
  throw problem instanceof WalletError && problem.code === "no_session" ? new WalletError("busy") : problem;
}

/** @param {unknown} problem @returns {null} where the vault is gone already */
export function noneLeft(problem) {
  if (problem instanceof WalletError && problem.code === "not_found") return null;
  throw problem;
}

/** Takes over what came into the old vault since. Doors and siblings stay behind. @param {Keeper} keeper @param {Catalogue} old */
async function adopt(keeper, old) {
  const ours = new Map(papersOf(keeper.catalogue).flatMap(contents).map((one) => [one.blob, one]));
  const theirs = copy(old);
  const isNew = (/** @type {Content} */ one) => !ours.has(one.blob);
  if (!papersOf(theirs).some((one) => contents(one).some(isNew) || one.seq > seqOf(keeper.catalogue, one.id))) return;
  for (const one of papersOf(theirs).flatMap(contents)) {
    const known = ours.get(one.blob);
    Object.assign(one, known ? { read: known.read, write: known.write, was: known.was } : { was: { read: one.read, write: one.write }, ...newTokens() });
  }
  await save(keeper, (draft) => {
    const { docs, bin, shares } = merge(null, draft, { ...theirs, doors: [], vaults: [] });
    Object.assign(draft, { docs, bin, shares });
  });
}

/** @param {Catalogue} catalogue @param {string} id */
function seqOf(catalogue, id) {
  return [...catalogue.docs, ...catalogue.bin].find((one) => one.id === id)?.seq ?? -1;
}

/** Gives every blob its new tokens, which also ends every grant; those that have them already count as done. @param {Keeper} keeper */
async function rotate(keeper) {
  const moving = papersOf(keeper.catalogue).flatMap(contents).filter((one) => one.was);
  for (const some of batches(moving)) {
    const items = some.map((one) => ({ id: one.blob, write: one.was?.write, read_hash: hashOf(one.read), write_hash: hashOf(one.write) }));
    await keeper.api.json("blob/rotate", { items }, { again: true });
  }
}

/** Old shares, parts and doors, then the vault itself with its sessions and versions. @param {Keeper} keeper @param {Session & {keys: import("../crypto/root.js").VaultKeys}} old */
async function close(keeper, old) {
  for (const share of living(old.catalogue.shares).filter((one) => running(one, keeper.now()))) await endOnServer(keeper, share);
  for (const one of living(old.catalogue.recovery)) await burn(keeper, one);
  for (const one of living(old.catalogue.mailboxes)) await closeOnServer(keeper, one);
  try {
    for (const { id, write } of living(old.catalogue.doors)) await deleteDoor(keeper.api, old.token, id, write);
    await keeper.api.json("vault/delete", {}, { session: old.token, again: true });
  } catch (problem) {
    // The old vault's session, not ours: deleted by a first try whose answer got lost, or to be opened anew at the next try.
    if (!(problem instanceof WalletError) || problem.code !== "no_session") throw problem;
    if (await enter(keeper.api, old.keys).catch(noneLeft)) throw new WalletError("busy");
  }
}

/** @param {Catalogue} draft @param {string} sibling @param {number} now */
function forgetOld(draft, sibling, now) {
  takeAway(draft.vaults, sibling, now);
  for (const one of papersOf(draft).flatMap(contents)) delete one.was;
  for (const share of living(draft.shares)) if (share.ended === null) markEnded(share, now);
}
