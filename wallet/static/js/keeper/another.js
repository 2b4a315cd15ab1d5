/**
 * Another secret: a vault of its own, which knows the root of the one that is open and whatever roots that one knows.
 * The open one learns nothing: its list, its doors and its sums stay as they are. Protocol section 5.
 */
import { b64, random, unb64 } from "../crypto/bytes.js";
import { vaultKeys } from "../crypto/root.js";
import { siblings } from "./beside.js";
import { mayChoose, newDoor } from "./doors.js";
import { guessCard, threeOf } from "./guess.js";
import { Keeper } from "./keeper.js";
import { drawRow, guessChosen } from "./rows.js";
import { end, enter } from "./session.js";
import { empty, living } from "./shape.js";
import { makeVault, putDoors, unmake } from "./signup.js";

/**
 * @typedef {import("./guess.js").Chosen} Chosen
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./doors.js").NewDoor} NewDoor
 * @typedef {import("./shape.js").Catalogue} Catalogue
 */

/** A row to choose. @param {Keeper} keeper @param {null} _ @param {Doing} doing */
export async function begin(keeper, _, doing) {
  return drawRow(keeper, doing);
}

/** The newest pocket card whose number is known. @param {Keeper} keeper */
function pocketCard(keeper) {
  const cards = living(keeper.catalogue.doors).filter((one) => one.kind === "pocket" && one.card);
  return cards.sort((one, other) => other.made - one.made)[0];
}

/** Makes it, and leaves the present wallet open as it was. May be called again after it failed. @param {Keeper} keeper @param {Chosen} chosen @param {Doing} doing */
export async function finish(keeper, chosen, doing) {
  mayChoose(chosen);
  const doors = await drawDoors(keeper, chosen, doing);
  const root = random(32);
  const keys = await vaultKeys(root);
  doing.tell("session", 0.95);
  await makeVault(keeper, keys, knowing(keeper, doors));
  const other = new Keeper(keeper.api);
  other.open(root, keys, await enter(keeper.api, keys));
  try {
    await putDoors(other, doors);
  } catch (problem) {
    await unmake(other);
    throw problem;
  }
  await end(other);
  keeper.drafts.row = null;
  return null;
}

/** @param {Keeper} keeper @param {Chosen} chosen @param {Doing} doing @returns {Promise<NewDoor[]>} the card first: the secret opens only once everything else stands */
async function drawDoors(keeper, chosen, doing) {
  const held = pocketCard(keeper);
  const doors = [];
  if (held?.card) {
    const { suk } = await guessCard(keeper.api, unb64(held.card), threeOf(chosen), { ...doing, tell: (step, done) => doing.tell(step, done / 2) });
    const door = newDoor(keeper, suk, "pocket", held.name);
    door.entry.card = held.card;
    doors.push(door);
  }
  const { suk } = await guessChosen(keeper, chosen, { ...doing, tell: (step, done) => doing.tell(step, 0.45 + done / 2) });
  return [...doors, newDoor(keeper, suk, "secret", "")];
}

/** @param {Keeper} keeper @param {NewDoor[]} doors @returns {Catalogue} */
function knowing(keeper, doors) {
  const roots = [b64(keeper.root), ...siblings(keeper.catalogue).map((one) => one.root)];
  const vaults = roots.map((root) => ({ id: b64(random(16)), seq: 1, root }));
  return { ...empty(), seq: 1, doors: doors.map((door) => ({ ...door.entry, seq: 1 })), vaults };
}
