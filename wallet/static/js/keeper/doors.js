/** Doors: what opens this vault, listed before it is made so that each can be taken away again. Protocol section 4. */
import { b64, random, unb64 } from "../crypto/bytes.js";
import { doorId, doorKey, openBox, sealBox } from "../crypto/door.js";
import { earlyPublic } from "../crypto/early.js";
import { sha256 } from "../crypto/hkdf.js";
import { checkPassphrase } from "../crypto/secret.js";
import { WalletError } from "../errors.js";
import { BOX_KINDS, drawCard, shownCard } from "./cards.js";
import { save } from "./catalogue.js";
import { guessCard, threeOf } from "./guess.js";
import { pairCard, sameSecret } from "./people.js";
import { drawRow, guessChosen } from "./rows.js";
import { find, living, takeAway } from "./shape.js";

/**
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("./guess.js").Chosen} Chosen
 * @typedef {import("./guess.js").Said} Said
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./shape.js").Door} Door
 * @typedef {import("./shape.js").DoorKind} DoorKind
 * @typedef {{suk: Bytes, entry: Door}} NewDoor
 */

/** A door that exists nowhere yet; the key of its box is kept, so that a lock can put something else behind it. @param {Keeper} keeper @param {Bytes} suk @param {DoorKind} kind @param {string} name @returns {NewDoor} */
export function newDoor(keeper, suk, kind, name) {
  return { suk, entry: { id: b64(doorId(suk)), seq: 0, kind, name, made: keeper.now(), write: b64(random(16)), key: b64(doorKey(suk)) } };
}

/** The door of a card: a pocket card's number serves other secrets too, a safe card may end a lock early. @param {Keeper} keeper @param {Bytes} suk @param {import("./cards.js").CardDraft} draft @returns {NewDoor} */
export function newCardDoor(keeper, suk, { kind, name, card }) {
  const door = newDoor(keeper, suk, kind, name);
  Object.assign(door.entry, kind === "pocket" ? { card: b64(card) } : { early: b64(earlyPublic(card)) });
  return door;
}

/** Refuses words that one may not choose. @param {Chosen} chosen */
export function mayChoose(chosen) {
  const wrong = "phrase" in chosen ? checkPassphrase(chosen.phrase) : null;
  if (wrong) throw new WalletError(wrong);
}

/** Writes a door on the server, with the token that the list has for it: no other could take it away again. Done before is done. @param {Keeper} keeper @param {NewDoor} door @throws {WalletError} `exists` where it opens another vault */
export async function putDoor(keeper, door) {
  const { id, kind, write } = door.entry;
  const box = b64(sealBox(door.suk, BOX_KINDS[kind], keeper.root));
  const write_hash = b64(sha256(unb64(write)));
  try {
    await keeper.api.json("door/put", { id, box, write_hash }, { session: keeper.token, again: true });
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code !== "exists" || !(await isOurs(keeper, door))) throw problem;
  }
}

/** @param {Keeper} keeper @param {NewDoor} door */
async function isOurs(keeper, door) {
  const { box } = await keeper.api.json("door/open", { door_id: door.entry.id }, { again: true });
  return b64(openBox(door.suk, unb64(box)).root) === b64(keeper.root);
}

/** Lists the door, then makes it; takes it off the list again where it cannot be made. @param {Keeper} keeper @param {NewDoor} door */
export async function addDoor(keeper, door) {
  try {
    await addDoors(keeper, [door]);
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "exists") await unlist(keeper, [door.entry.id]);
    throw problem;
  }
}

/** Lists what is not listed yet, then makes all of them; may be repeated. @param {Keeper} keeper @param {NewDoor[]} doors */
export async function addDoors(keeper, doors) {
  const listed = new Set(living(keeper.catalogue.doors).map((one) => one.id));
  const fresh = new Map(doors.filter((one) => !listed.has(one.entry.id)).map((one) => [one.entry.id, one.entry]));
  if (fresh.size) await save(keeper, (draft) => void (draft.doors = [...draft.doors.filter((one) => !fresh.has(one.id)), ...fresh.values()]));
  for (const { suk, entry } of doors) await putDoor(keeper, { suk, entry: find(keeper.catalogue.doors, entry.id) });
}

/** Takes these doors away, on the server first. @param {Keeper} keeper @param {Door[]} doors */
export async function dropDoors(keeper, doors) {
  for (const { id, write } of doors) await deleteDoor(keeper.api, keeper.token, id, write);
  if (doors.length) await unlist(keeper, doors.map((one) => one.id));
}

/** @param {import("../api.js").Api} api @param {string} session @param {string} id @param {string} write */
export async function deleteDoor(api, session, id, write) {
  try {
    await api.json("door/delete", { id, write }, { session, again: true });
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code !== "not_found") throw problem;
  }
}

/** @param {Keeper} keeper @param {string[]} ids */
function unlist(keeper, ids) {
  return save(keeper, (draft) => {
    for (const id of ids) takeAway(draft.doors, id, keeper.now());
  });
}

/** A row to choose instead of the present one. @param {Keeper} keeper @param {null} _ @param {Doing} doing */
export async function beginChange(keeper, _, doing) {
  return drawRow(keeper, doing);
}

/** A new row, or new words: its door and those of the cards, whose pictures change with it; then the old ones go. @param {Keeper} keeper @param {Chosen} chosen @param {Doing} doing */
export async function changeSecret(keeper, chosen, doing) {
  mayChoose(chosen);
  const doors = await changedDoors(keeper, chosen, doing);
  const ids = new Set(doors.map((one) => one.entry.id));
  const old = living(keeper.catalogue.doors).filter((one) => (one.kind === "secret" || one.kind === "pocket") && !ids.has(one.id));
  await addDoors(keeper, doors);
  await retireDoors(keeper, old);
  keeper.drafts.row = null;
  return keeper.snapshot();
}

/** Takes away doors that others have taken the place of; where it is cut, `dropLeaving` goes on. @param {Keeper} keeper @param {Door[]} old */
export async function retireDoors(keeper, old) {
  const going = new Set(old.map((one) => one.id));
  await save(keeper, (draft) => {
    for (const one of living(draft.doors)) if (going.has(one.id)) one.leaving = true;
  });
  await dropDoors(keeper, old);
}

/** @param {Keeper} keeper @param {Chosen} chosen @param {Doing} doing @returns {Promise<NewDoor[]>} the cards first: the secret opens only once they stand */
async function changedDoors(keeper, chosen, doing) {
  // A change that broke off may have left a card there twice, with two rows.
  const cards = [...new Map(living(keeper.catalogue.doors).filter((one) => one.kind === "pocket" && one.card && !one.leaving).map((one) => [one.card, one])).values()];
  const share = 1 / (cards.length + 1);
  const part = (/** @type {number} */ at) => ({ ...doing, tell: (/** @type {string} */ step, /** @type {number} */ done) => doing.tell(step, (at + done) * share) });
  const doors = [];
  for (const [at, { card = "", name }] of cards.entries()) {
    const { suk } = await guessCard(keeper.api, unb64(card), threeOf(chosen), part(at));
    doors.push(newCardDoor(keeper, suk, { kind: "pocket", name, card: unb64(card) }));
  }
  const { suk } = await guessChosen(keeper, chosen, part(cards.length));
  return [...doors, newDoor(keeper, suk, "secret", "")];
}

/** Finishes what a crash left half done, where something else opens. @param {Keeper} keeper */
export async function dropLeaving(keeper) {
  const doors = living(keeper.catalogue.doors);
  if (doors.some((one) => !one.leaving && !one.set)) await dropDoors(keeper, doors.filter((one) => one.leaving));
}

/** @param {Keeper} keeper @param {{kind: "pocket" | "safe", name?: string}} arg */
export async function newDoorCard(keeper, arg) {
  keeper.drafts.card = drawCard(arg);
  return shownCard(keeper.drafts.card.card);
}

/** A pocket card's digits once more, for whoever gives the secret again; its pictures are in the person's head alone. @param {Keeper} keeper @param {{id: string, said: Said}} arg @param {Doing} doing */
export async function showCard(keeper, { id, said }, doing) {
  const { kind, card } = find(keeper.catalogue.doors, id);
  if (kind !== "pocket" || !card) throw new WalletError("bad_request");
  await sameSecret(keeper, said, doing);
  return shownCard(unb64(card));
}

/** Makes the drawn card a door; called once the person has proven it. @param {Keeper} keeper @param {Chosen | null | undefined} chosen the secret whose three pictures open a pocket card; null for a safe one @param {Doing} doing @throws {WalletError} `nothing_opens` where it is not the secret of this wallet */
export async function keepCard(keeper, chosen, doing) {
  const draft = keeper.drafts.card;
  if (!draft || (draft.kind === "pocket") !== Boolean(chosen)) throw new WalletError("bad_request");
  if (chosen) await sameSecret(keeper, chosen, { ...doing, tell: (step, done) => doing.tell(step, done / 2) });
  const { suk } = await guessCard(keeper.api, draft.card, chosen ? threeOf(chosen) : null, { ...doing, tell: (step, done) => doing.tell(step, 0.45 + done / 2) });
  await addDoor(keeper, newCardDoor(keeper, suk, draft));
  if (draft.kind === "pocket") await pairCard(keeper, b64(draft.card));
  keeper.drafts.card = null;
  return keeper.snapshot();
}

/** @param {Keeper} keeper @param {string} id @throws {WalletError} `last_door` rather than lock the person out */
export async function removeDoor(keeper, id) {
  const door = find(keeper.catalogue.doors, id);
  const others = living(keeper.catalogue.doors).filter((one) => one !== door);
  if (!(await anyStands(keeper, others.filter((one) => !one.set)))) throw new WalletError("last_door");
  const card = door.kind === "pocket" ? door.card : undefined;
  await dropDoors(keeper, [...others.filter((one) => card && one.kind === "helper" && one.card === card), door]);
  return keeper.snapshot();
}

/** Whether one of these doors is there: a list may name one that a broken line kept from being made. @param {Keeper} keeper @param {Door[]} doors */
async function anyStands(keeper, doors) {
  for (const { id } of doors) {
    const code = await keeper.api.json("door/open", { door_id: id }, { again: true }).then(() => null, codeOf);
    if (!code) return true;
  }
  return false;
}

/** @param {unknown} problem @returns {string} what only says that nothing is there */
function codeOf(problem) {
  if (problem instanceof WalletError && problem.code === "not_found") return problem.code;
  throw problem;
}
