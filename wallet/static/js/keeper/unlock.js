/** Opening a wallet with a secret or a card. Protocol section 4. */
import { b64, unb64 } from "../crypto/bytes.js";
import { parseGroups, parseQr } from "../crypto/card.js";
import { doorId, doorKey, openBox } from "../crypto/door.js";
import { vaultKeys } from "../crypto/root.js";
import { WalletError } from "../errors.js";
import { openBeside } from "./beside.js";
import { BOX_KINDS } from "./cards.js";
import { save } from "./catalogue.js";
import { addDoor, newDoor, retireDoors } from "./doors.js";
import { noneLeft, resume } from "./everywhere.js";
import { guessCard, guessSecret } from "./guess.js";
import { readList } from "./list.js";
import { settleLocks } from "./lock_over.js";
import { lookIn } from "./mailboxes.js";
import { watch } from "./people.js";
import { signIn } from "./session.js";
import { living } from "./shape.js";
import { sound } from "./sound.js";
import { tidy } from "./tidy.js";

/**
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("./guess.js").Said} Said
 * @typedef {import("./guess.js").Guess} Guess
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {{suk: Bytes, kind: number, old: Bytes | null, three?: number[]}} Way the door that was taken; `old`: it stands under the seed that is being replaced; `three`: the cards' pictures, where they are known
 * @typedef {Way & {root: Bytes}} Found
 */

/** @param {Keeper} keeper @param {Said} said @param {Doing} doing @throws {WalletError} `nothing_opens`, `too_many_guesses` */
export async function bySecret(keeper, said, doing) {
  return enterBy(keeper, await guessSecret(keeper.api, said, doing), doing);
}

/** @param {Keeper} keeper @param {{card: string[] | string, three: number[] | null}} arg ten groups, or the text of the QR; pictures for a pocket card @param {Doing} doing */
export async function byCard(keeper, arg, doing) {
  return enterBy(keeper, await cardGuess(keeper, arg, doing), doing);
}

/** @param {Keeper} keeper @param {{card: string[] | string, three: number[] | null}} arg @param {Doing} doing @returns {Promise<Guess>} */
export async function cardGuess(keeper, { card, three }, doing) {
  return guessCard(keeper.api, readCard(card), three, doing);
}

/** @param {string[] | string} card ten groups, or the text of the QR */
export function readCard(card) {
  const held = typeof card === "string" ? parseQr(card) : parseGroups(card);
  if (!held) throw new WalletError("bad_check");
  return held;
}

/** @param {Keeper} keeper @param {Guess} guess @param {Doing} doing @param {boolean} [gone] as for `findDoor` */
export async function enterBy(keeper, guess, doing, gone = false) {
  doing.tell("door", 0.9);
  const { root, ...way } = await findDoor(keeper, guess, gone);
  const keys = await vaultKeys(root);
  doing.tell("session", 0.95);
  const entered = await signIn(keeper.api, keys).catch(noneLeft);
  if (!entered && !gone) return enterBy(keeper, guess, doing, true); // moved during a lock, to what stood in: the door of before is back
  if (!entered) throw new WalletError("nothing_opens");
  const { token, etag, bytes } = entered;
  try {
    keeper.open(root, keys, { token, etag, catalogue: await readList(keys, bytes) });
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "damaged_list") keeper.leaveAjar({ root, keys, token, etag, way, found: null }); // keeper/earlier.js goes on from here
    throw problem;
  }
  keeper.busy = guess.busy === true;
  return settleIn(keeper, way, doing);
}

/** What follows once the list is open. @param {Keeper} keeper @param {Way} way @param {Doing} doing */
export async function settleIn(keeper, way, doing) {
  await resume(keeper);
  await settleLocks(keeper);
  await openBeside(keeper, settleBeside);
  doing.tell("session", 1);
  keeper.later(() => news(keeper));
  keeper.later(() => tidy(keeper));
  keeper.later(() => (way.old ? reseal(keeper, way) : rememberKey(keeper, way)));
  return keeper.snapshot();
}

/** What others did meanwhile; one question after the other, in the same order everywhere. @param {Keeper} keeper */
async function news(keeper) {
  await watch(keeper);
  await lookIn(keeper);
}

/** What follows once another vault is open beside. @param {Keeper} one */
export async function settleBeside(one) {
  await resume(one);
  await settleLocks(one);
  one.later(() => news(one));
  one.later(() => tidy(one));
}

/** @param {Keeper} keeper @param {Guess} guess @param {boolean} [gone] whether the present door leads to no vault @returns {Promise<Found>} @throws {WalletError} `nothing_opens` */
export async function findDoor(keeper, guess, gone = false) {
  const now = !gone && (await openDoor(keeper, guess.suk));
  if (now) return { ...guess, old: null, ...now };
  const old = await guess.former?.();
  const then = old && (await openDoor(keeper, old));
  if (!old || !then) throw new WalletError("nothing_opens");
  return { ...guess, old, ...then };
}

/** What stands behind a door, null where there is none. @param {Keeper} keeper @param {Bytes} suk */
async function openDoor(keeper, suk) {
  try {
    const { box } = await keeper.api.json("door/open", { door_id: b64(doorId(suk)) }, { again: true });
    return await sound(() => openBox(suk, unb64(box)));
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "not_found") return null;
    throw problem;
  }
}

/** Moves a door to the present seed; the cards of a row with it, as they may lie unused until the former one ends. @param {Keeper} keeper @param {Way} way */
async function reseal(keeper, way) {
  try {
    for (const one of living(keeper.catalogue.doors)) if (way.three && one.kind === "pocket" && one.card) await resealCard(keeper, one.id, unb64(one.card), way.three);
  } finally {
    await resealDoor(keeper, way); // last: a row whose door has moved takes no card along
  }
}

/** @param {Keeper} keeper @param {string} id @param {Bytes} card @param {number[]} three */
async function resealCard(keeper, id, card, three) {
  const { suk, former } = await guessCard(keeper.api, card, three, { tell: () => {}, signal: null });
  const old = await former?.();
  if (old && id === b64(doorId(old))) await resealDoor(keeper, { suk, kind: BOX_KINDS.pocket, old });
}

/** @param {Keeper} keeper @param {Way} way */
async function resealDoor(keeper, way) {
  const before = living(keeper.catalogue.doors).filter((one) => one.id === b64(doorId(/** @type {Bytes} */ (way.old))));
  const kind = /** @type {import("./shape.js").DoorKind[]} */ (Object.keys(BOX_KINDS)).find((one) => BOX_KINDS[one] === way.kind);
  if (!kind) return;
  const door = newDoor(keeper, way.suk, kind, before[0]?.name ?? "");
  for (const name of /** @type {const} */ (["card", "early"])) if (before[0]?.[name]) door.entry[name] = before[0][name];
  await addDoor(keeper, door);
  await retireDoors(keeper, before);
}

/** Lists of an earlier version do not know the keys of their doors' boxes. @param {Keeper} keeper @param {Way} way */
async function rememberKey(keeper, { suk }) {
  const lacks = (/** @type {import("./shape.js").Door} */ one) => one.id === b64(doorId(suk)) && !one.key;
  if (!living(keeper.catalogue.doors).some(lacks)) return;
  await save(keeper, (draft) => {
    for (const one of living(draft.doors)) if (lacks(one)) one.key = b64(doorKey(suk));
  });
}
