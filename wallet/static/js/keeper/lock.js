/**
 * Only this, until then: stand-ins with copies of chosen papers are put behind the doors of every open vault. Decision 0010.
 * A vault counts as locked once the server has said so; what was done before a failure is kept for the next try.
 */
import { b64, random, unb64 } from "../crypto/bytes.js";
import { sealedSize } from "../crypto/document.js";
import { sealBoxFor } from "../crypto/door.js";
import { earlyPublic, earlySignature } from "../crypto/early.js";
import { sha256 } from "../crypto/hkdf.js";
import { vaultKeys } from "../crypto/root.js";
import { standInSignature } from "../crypto/stand_in.js";
import { WalletError } from "../errors.js";
import { homeOf } from "./beside.js";
import { renew } from "./blobs.js";
import { BOX_KINDS } from "./cards.js";
import { save } from "./catalogue.js";
import { copyContent } from "./copy.js";
import { Keeper } from "./keeper.js";
import { enter } from "./session.js";
import { copy, empty, living, monthOf, paper } from "./shape.js";
import { makeVault } from "./signup.js";
import { batch } from "./tickets.js";
import { readCard } from "./unlock.js";

/**
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("../crypto/root.js").VaultKeys} VaultKeys
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./shape.js").Door} Door
 * @typedef {import("./shape.js").Lock} Lock
 * @typedef {{docs: string[], until: number, early: boolean}} Wish `until`: seconds of the server's clock; `early`: the safe card may end it
 */

/** Locks every open vault and goes over to the stand-in of this one. May be called again after it failed. @param {Keeper} keeper @param {Wish} wish @param {Doing} doing */
export async function begin(keeper, wish, doing) {
  const vaults = keeper.all.reverse(); // this one last: the lock ends its session, and with it all that could go on
  const early = wish.early ? vaults.flatMap(earlyKeys) : [];
  if (!wish.docs.length || (wish.early && !early.length)) throw new WalletError("bad_request");
  for (const one of vaults) if (living(one.catalogue.doors).some((door) => !door.key)) throw new WalletError("old_door");
  let stood = keeper;
  for (const [at, one] of vaults.entries()) {
    const tell = (/** @type {string} */ step, /** @type {number} */ done) => doing.tell(step, (at + done) / vaults.length);
    if (one.token) stood = await lockOne(keeper, one, { ...wish, early }, { ...doing, tell });
  }
  keeper.goOver(stood);
  return keeper.snapshot();
}

/** @param {Keeper} keeper @returns {string[]} */
function earlyKeys(keeper) {
  return living(keeper.catalogue.doors).flatMap((door) => door.early ?? []);
}

/** @param {Keeper} keeper the one that holds them all @param {Keeper} one @param {{docs: string[], until: number, early: string[]}} wish @param {Doing} doing @returns {Promise<Keeper>} its stand-in, open */
async function lockOne(keeper, one, wish, doing) {
  const root = random(32);
  const keys = await vaultKeys(root);
  const docs = [];
  for (const [at, id] of wish.docs.entries()) {
    const tell = (/** @type {string} */ _, /** @type {number} */ done) => doing.tell("copy", (0.9 * (at + done)) / wish.docs.length);
    docs.push(await copyPaper(homeOf(keeper, id), id, one, keys.ageRecipient, { ...doing, tell }));
  }
  const papers = Object.fromEntries(docs.map((doc, at) => [doc.id, wish.docs[at] ?? ""]));
  const catalogue = standIn(one, docs, papers);
  await makeVault(one, keys, catalogue);
  await renew(one, docs);
  await save(one, (draft) => void draft.locks.push({ id: b64(random(16)), seq: 0, until: wish.until, root: b64(root), papers }));
  doing.tell("lock", 0.95);
  await swapDoors(one, { root, keys, catalogue }, { ...wish, spent: spentOn(catalogue, keeper.now()) });
  if (one !== keeper) one.token = "";
  try {
    return await goIn(one.api, root, keys);
  } catch (problem) {
    // It is locked and its session has ended: for the page that was in it, that is all there is to say.
    throw one === keeper && problem instanceof WalletError ? new WalletError("no_session") : problem;
  }
}

/** Only now: whoever has been in a vault cannot name it as a stand-in any more. @param {import("../api.js").Api} api @param {Bytes} root @param {VaultKeys} keys @returns {Promise<Keeper>} */
async function goIn(api, root, keys) {
  const stood = new Keeper(api);
  stood.open(root, keys, await enter(api, keys));
  await save(stood, () => undefined); // a wallet that was used today has an earlier list of today
  return stood;
}

/** Sealed for the stand-in and paid for by the vault that is locked: a new vault has spent nothing. @param {Keeper} from @param {string} id @param {Keeper} one @param {string} recipient @param {Doing} doing @returns {Promise<import("./shape.js").Paper>} */
async function copyPaper(from, id, one, recipient, doing) {
  const original = paper(from.catalogue, id);
  const { renewed } = original;
  const content = await copyContent(from, original, one, doing, recipient);
  const made = { ...copy(original), ...content, renewed, id: content.blob, seq: one.catalogue.seq, versions: [] };
  delete made.was;
  return made;
}

/** What stands in is an ordinary list: the doors and people under their names, with tokens that end nothing, the copies, and nothing besides. @param {Keeper} one @param {import("./shape.js").Paper[]} docs @param {Record<string, string>} papers of each copy what it was made of @returns {import("./shape.js").Catalogue} */
function standIn(one, docs, papers) {
  const copyOf = new Map(Object.entries(papers).map(([copied, original]) => [original, copied]));
  const doors = copy(living(one.catalogue.doors)).map((door) => ({ ...door, write: b64(random(16)), ...(door.offline ? { offline: door.offline.flatMap((id) => copyOf.get(id) ?? []) } : {}) }));
  const recovery = copy(living(one.catalogue.recovery)).map((set) => ({ ...set, cancel: b64(random(16)) }));
  const mailboxes = copy(living(one.catalogue.mailboxes)).map((box) => ({ ...box, key: b64(random(32)), seen: [], notes: [] })); // seen, and empty to whoever looks: decision 0016
  return { ...empty(), seq: one.catalogue.seq, doors, recovery, mailboxes, docs };
}

/** What an ordinary vault would have paid this month for what this list shows: tickets come in batches for each size. @param {import("./shape.js").Catalogue} shown @param {number} now */
function spentOn({ docs, mailboxes, recovery }, now) {
  const ofNow = (/** @type {number} */ at) => monthOf(at) === monthOf(now);
  const sizes = docs.filter((one) => ofNow(one.added)).map((one) => sealedSize(one.len));
  const without = [...mailboxes, ...recovery.filter((one) => one.rec)].filter((one) => ofNow(one.made)).map(() => 0);
  const spent = { bytes: 0, tickets: 0 };
  for (const size of new Set([...sizes, ...without])) {
    const tickets = Math.ceil([...sizes, ...without].filter((one) => one === size).length / batch(size)) * batch(size);
    spent.tickets += tickets;
    spent.bytes += tickets * size;
  }
  return spent;
}

/** The server's part, in one step. @param {Keeper} one @param {{root: Bytes, keys: VaultKeys, catalogue: import("./shape.js").Catalogue}} stood @param {{until: number, early: string[], spent: {bytes: number, tickets: number}}} wish */
async function swapDoors(one, stood, wish) {
  const meanwhile = new Map(stood.catalogue.doors.map((door) => [door.id, door.write]));
  const doors = living(one.catalogue.doors).map((door) => ({
    id: door.id,
    write: door.write,
    box: b64(sealBoxFor(unb64(door.id), unb64(door.key ?? ""), BOX_KINDS[door.kind], stood.root)),
    write_hash: b64(sha256(unb64(meanwhile.get(door.id) ?? ""))),
  }));
  const early = wish.early.length ? wish.early : [b64(random(32))];
  const stand_in = b64(stood.keys.vaultId);
  const { nonce } = await one.api.json("session/nonce", { vault_id: stand_in }, { again: true });
  const sig = b64(standInSignature(stood.keys, one.api.origin, one.keys.vaultId, unb64(nonce)));
  const told = { until: wish.until, stand_in, nonce, sig, doors, early, spent: wish.spent };
  await one.api.json("vault/lock", told, { session: one.token });
}

/** Ends a lock before its time, where that was chosen. @param {Keeper} keeper @param {{card: string[] | string}} arg */
export async function endEarly(keeper, arg) {
  const card = readCard(arg.card);
  const pub = earlyPublic(card);
  const { nonce } = await keeper.api.json("session/nonce", { vault_id: b64(pub.subarray(0, 16)) }, { again: true });
  const sig = b64(earlySignature(card, keeper.api.origin, unb64(nonce)));
  await keeper.api.json("vault/lock/end", { public: b64(pub), nonce, sig });
  return null;
}
