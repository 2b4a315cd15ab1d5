/** Making a wallet. Until the end everything stands in this Worker only; an abandoned sign-up leaves nothing. */
import { b64, random } from "../crypto/bytes.js";
import { sealCatalogue } from "../crypto/catalogue.js";
import { vaultKeys } from "../crypto/root.js";
import { WalletError } from "../errors.js";
import { drawCard, shownCard } from "./cards.js";
import { deleteDoor, mayChoose, newCardDoor, newDoor, putDoor } from "./doors.js";
import { guessCard, threeOf } from "./guess.js";
import { drawRow, guessChosen } from "./rows.js";
import { enter } from "./session.js";
import { empty } from "./shape.js";

/**
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("./guess.js").Chosen} Chosen
 * @typedef {import("../crypto/root.js").VaultKeys} VaultKeys
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./doors.js").NewDoor} NewDoor
 * @typedef {import("./shape.js").Catalogue} Catalogue
 */

/** A row of seven pictures; drawn anew at every call. @param {Keeper} keeper @param {null} _ @param {Doing} doing */
export async function draw(keeper, _, doing) {
  return drawRow(keeper, doing);
}

/** A card for the new wallet; drawn anew at every call. @param {Keeper} keeper @param {{kind: "pocket" | "safe"}} arg */
export async function card(keeper, arg) {
  keeper.drafts.card = drawCard(arg);
  return shownCard(keeper.drafts.card.card);
}

/** Makes the wallet and leaves it open. @param {Keeper} keeper @param {Chosen} chosen @param {Doing} doing */
export async function finish(keeper, chosen, doing) {
  const doors = await firstDoors(keeper, chosen, doing);
  const root = random(32);
  const keys = await vaultKeys(root);
  doing.tell("session", 0.95);
  const catalogue = { ...empty(), seq: 1, doors: doors.map((door) => ({ ...door.entry, seq: 1 })) };
  await makeVault(keeper, keys, catalogue);
  keeper.open(root, keys, await enter(keeper.api, keys));
  try {
    await putDoors(keeper, doors);
  } catch (problem) {
    await unmake(keeper);
    throw problem;
  }
  keeper.drafts.card = keeper.drafts.row = null;
  doing.tell("session", 1);
  return keeper.snapshot();
}

/** The doors of a new vault, card first: the secret opens only once everything else stands. @param {Keeper} keeper @param {Chosen} chosen @param {Doing} doing */
export async function firstDoors(keeper, chosen, doing) {
  const draft = keeper.drafts.card;
  if (!draft) throw new WalletError("bad_request");
  mayChoose(chosen);
  const byCard = await guessCard(keeper.api, draft.card, draft.kind === "pocket" ? threeOf(chosen) : null, { ...doing, tell: (step, done) => doing.tell(step, done / 2) });
  const bySecret = await guessChosen(keeper, chosen, { ...doing, tell: (step, done) => doing.tell(step, 0.45 + done / 2) });
  return [newCardDoor(keeper, byCard.suk, draft), newDoor(keeper, bySecret.suk, "secret", "")];
}

/** Puts a vault with this catalogue on the server. @param {Keeper} keeper @param {VaultKeys} keys @param {Catalogue} catalogue */
export async function makeVault(keeper, keys, catalogue) {
  const body = await sealCatalogue(keys, catalogue);
  const headers = { "X-Vault": b64(keys.vaultId), "X-Auth-Pub": b64(keys.authPub), "Content-Type": "application/octet-stream" };
  try {
    await keeper.api.request("vault", { headers, body, again: true, session: keeper.token || null });
  } catch (problem) {
    // The id is 16 bytes that nobody else can have drawn: a first try whose answer got lost has made it.
    if (!(problem instanceof WalletError) || problem.code !== "exists") throw problem;
  }
}

/** @param {Keeper} keeper @param {NewDoor[]} doors */
export async function putDoors(keeper, doors) {
  for (const door of doors) await putDoor(keeper, door);
}

/** Takes back a vault that could not be finished, as far as the server can be reached. @param {Keeper} keeper */
export async function unmake(keeper) {
  try {
    for (const { id, write } of keeper.catalogue.doors) await deleteDoor(keeper.api, keeper.token, id, write);
    await keeper.api.json("vault/delete", {}, { session: keeper.token });
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem;
  } finally {
    keeper.forget();
  }
}
