/** A card that is being made: drawn here, shown, proven, and only then a door. Protocol section 3. */
import { cardGroups, cardQr, newCard } from "../crypto/card.js";
import { KINDS } from "../crypto/door.js";
import { WalletError } from "../errors.js";
import { shortName } from "./naming.js";

/**
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("./shape.js").DoorKind} DoorKind
 * @typedef {{card: Bytes, kind: "pocket" | "safe", name: string}} CardDraft
 */

/** The kinds of door as the box says them. @type {Record<DoorKind, number>} */
export const BOX_KINDS = { secret: KINDS.secret, pocket: KINDS.pocket, safe: KINDS.safe, passkey: KINDS.passkey, helper: KINDS.cardHelper, helpers: KINDS.helpers };

/** @param {{kind?: unknown, name?: string}} arg @returns {CardDraft} */
export function drawCard(arg) {
  const { kind } = arg;
  if (kind !== "pocket" && kind !== "safe") throw new WalletError("bad_request");
  return { card: newCard(), kind, name: shortName(arg.name ?? "") };
}

/** What is printed or copied by hand. @param {Bytes} card @returns {{groups: string[], qr: string}} */
export function shownCard(card) {
  return { groups: cardGroups(card), qr: cardQr(card) };
}
