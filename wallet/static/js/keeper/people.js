/**
 * People one trusts: each holds a part. A card with one part opens at once; two parts of three open once a wait is over that
 * anybody who opens the vault meanwhile can stop. One set at most; another takes its place. Protocol section 11, decision 0012.
 */
import { b64, random, unb64 } from "../crypto/bytes.js";
import { doorId } from "../crypto/door.js";
import { sukCardHelper } from "../crypto/doorkey.js";
import { helperKey, partGroups, partQr } from "../crypto/part.js";
import { recoveryId, recoveryPublic, sukRecovery } from "../crypto/recovery.js";
import { splitParts } from "../crypto/split.js";
import { WalletError } from "../errors.js";
import { hashOf } from "./blobs.js";
import { save } from "./catalogue.js";
import { addDoors, dropDoors, newDoor } from "./doors.js";
import { guessSecret } from "./guess.js";
import { shortName } from "./naming.js";
import { rehearsed } from "./rehearsal.js";
import { DAY, living, takeAway } from "./shape.js";

/**
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("./guess.js").Said} Said
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./doors.js").NewDoor} NewDoor
 * @typedef {import("./shape.js").Recovery} Recovery
 * @typedef {{entry: Recovery, doors: NewDoor[], told: object | null}} SetDraft `told`: what the server is told, null where nothing waits
 * @typedef {{name: string, groups: string[], qr: string}} ShownPart
 */

const MOST = 3;
const LONGEST_WAIT = 90;
/** Days before a new set of three can be used; the server counts them too. */
const REST = 7;

/** Draws the parts, once the secret was given again. @param {Keeper} keeper @param {{names: string[], wait: number, said: Said}} wish @param {Doing} doing @returns {Promise<ShownPart[]>} */
export async function begin(keeper, { names, wait, said }, doing) {
  if (!names.length || names.length > MOST || !(wait >= 1 && wait <= LONGEST_WAIT)) throw new WalletError("bad_request");
  await sameSecret(keeper, said, doing);
  const r = random(16);
  const parts = (await splitParts(r)).slice(0, names.length);
  const helpers = parts.map((part, at) => ({ name: shortName(names[at] ?? ""), key: b64(helperKey(part)) }));
  const now = keeper.now();
  // Our guess of the server's clock moves by a second now and then, back too: the later set has to be the later one.
  const made = Math.max(now, (present(keeper)?.made ?? 0) + 1);
  /** @type {Recovery} */
  const entry = { id: b64(random(16)), seq: 0, rec: null, cancel: b64(random(16)), wait, made, usable: now + REST * DAY, helpers };
  keeper.drafts.people = { entry, doors: pairs(keeper, entry), told: null };
  if (parts.length === MOST) withWait(keeper, keeper.drafts.people, r);
  return parts.map((part, at) => ({ name: names[at] ?? "", groups: partGroups(part), qr: partQr(part) }));
}

/** Refuses whoever found the wallet open and does not know its secret. @param {Keeper} keeper @param {Said} said @param {Doing} doing @throws {WalletError} `nothing_opens` */
export async function sameSecret(keeper, said, doing) {
  const guess = await guessSecret(keeper.api, said, doing);
  const ids = living(keeper.catalogue.doors).filter((one) => one.kind === "secret").map((one) => one.id);
  if (ids.includes(b64(doorId(guess.suk)))) return;
  const former = await guess.former?.();
  if (!former || !ids.includes(b64(doorId(former)))) throw new WalletError("nothing_opens");
}

/** The door that two parts and the server's half open. @param {Keeper} keeper @param {SetDraft} draft @param {Bytes} r */
function withWait(keeper, draft, r) {
  const half = random(16);
  const pub = recoveryPublic(r);
  const { entry } = draft;
  entry.rec = b64(recoveryId(pub));
  draft.doors.push(ofSet(newDoor(keeper, sukRecovery(r, half), "helpers", ""), entry));
  draft.told = { id: entry.rec, verify_pub: b64(pub), half: b64(half), cancel_hash: hashOf(entry.cancel), wait_days: entry.wait };
}

/** A door for each helper with each pocket card, or with this one. @param {Keeper} keeper @param {Recovery} entry @param {string[]} [cards] @returns {NewDoor[]} */
function pairs(keeper, entry, cards = living(keeper.catalogue.doors).flatMap((one) => (one.kind === "pocket" && one.card ? [one.card] : []))) {
  return [...new Set(cards)].flatMap((card) =>
    entry.helpers.map((helper) => {
      const door = ofSet(newDoor(keeper, sukCardHelper(unb64(card), unb64(helper.key)), "helper", ""), entry);
      door.entry.card = card;
      return door;
    }),
  );
}

/** @param {NewDoor} door @param {Recovery} entry */
function ofSet(door, entry) {
  door.entry.set = entry.id;
  return door;
}

/** Makes the drawn set work; the one before it is worth nothing afterwards. May be called again after it failed. @param {Keeper} keeper */
export async function finish(keeper) {
  const draft = keeper.drafts.people;
  if (!draft) throw new WalletError("bad_request");
  const { entry, doors, told } = draft;
  if (!living(keeper.catalogue.recovery).some((one) => one.id === entry.id)) await save(keeper, (list) => void list.recovery.push(entry));
  if (told) await keeper.tickets.spendOnce(keeper, 0, (ticket) => keeper.api.json("recovery/put", { ticket, ...told }, { again: true }));
  await addDoors(keeper, doors);
  await dropOldSets(keeper);
  keeper.drafts.people = null;
  return keeper.snapshot();
}

/** The set that counts. @param {Keeper} keeper @returns {Recovery | undefined} */
export function present(keeper) {
  return living(keeper.catalogue.recovery).sort((one, other) => other.made - one.made || other.seq - one.seq)[0];
}

/** What a crash left of a set that another one has taken the place of. @param {Keeper} keeper */
export async function dropOldSets(keeper) {
  for (const one of living(keeper.catalogue.recovery)) if (one.id !== present(keeper)?.id) await dropSet(keeper, one);
}

/** Nobody is trusted any more, in any open vault: parts and doors are worth nothing from now on. @param {Keeper} keeper */
export async function end(keeper) {
  for (const one of keeper.all) {
    for (const set of living(one.catalogue.recovery)) await dropSet(one, set);
    one.waiting = 0;
  }
  return keeper.snapshot();
}

/** @param {Keeper} keeper @param {Recovery} one */
async function dropSet(keeper, one) {
  await burn(keeper, one);
  await dropDoors(keeper, living(keeper.catalogue.doors).filter((door) => door.set === one.id));
  await save(keeper, (draft) => takeAway(draft.recovery, one.id, keeper.now()));
}

/** Takes it from the server; done before is done. @param {Keeper} keeper @param {Recovery} one */
export async function burn(keeper, { rec, cancel }) {
  if (!rec) return;
  try {
    await keeper.api.json("recovery/cancel", { id: rec, cancel }, { again: true });
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code !== "not_found") throw problem;
  }
}

/** A new pocket card works with the helpers that are there. @param {Keeper} keeper @param {string} card */
export async function pairCard(keeper, card) {
  const entry = present(keeper);
  if (entry) await addDoors(keeper, pairs(keeper, entry, [card]));
}

/** Asks whether somebody has begun to open this vault with two parts; the same request where nobody is trusted. @param {Keeper} keeper */
export async function watch(keeper) {
  const { ready_at } = await keeper.api.json("recovery/status", { id: present(keeper)?.rec ?? b64(random(16)) }, { again: true });
  if (keeper.waiting === ready_at) return;
  keeper.waiting = ready_at;
  keeper.onchanged();
}

/** Whether these parts are good, without using them. @param {Keeper} keeper @param {{parts: (string[] | string)[]}} arg */
export async function rehearse(keeper, { parts }) {
  return rehearsed(present(keeper), parts);
}
