/** From a card and six digits to the keys of a mandate's door: OPRF, then Argon2. Nothing here touches the page. */
import { argon2id } from "./crypto/argon.js";
import { b64, unb64 } from "./crypto/bytes.js";
import { mandateInput, mandateKeys, mandateSalt } from "./crypto/mandate.js";
import { blind, finalize } from "./crypto/oprf.js";
import { parseFragment } from "./crypto/share.js";
import { need } from "./errors.js";
import { worked } from "./puzzle.js";

/** @typedef {import("./crypto/bytes.js").Bytes} Bytes */
/** @typedef {{doorId: Bytes, K: Bytes, open: Bytes}} CardDoor */

/** @param {import("./api.js").Api} api @param {string} fragment of the card's link @param {string} code six digits @param {(done: number) => void} tell @returns {Promise<CardDoor>} `bad_length`, or as `cardKeys` */
export async function doorOf(api, fragment, code, tell) {
  const card = parseFragment(fragment);
  need(card, "bad_length");
  return cardKeys(api, card, code, tell);
}

/** @param {import("./api.js").Api} api @param {{doorId?: Bytes, S: Bytes}} card without `doorId`: a new one, whose id the server draws @param {string} code six digits @param {(done: number) => void} tell @returns {Promise<CardDoor>} `bad_check`, `slow_down` */
export async function cardKeys(api, { doorId, S }, code, tell) {
  const input = mandateInput(code);
  const blinding = blind(input);
  const { evaluation, door_id } = await worked(api, "code/card", { door_id: doorId && b64(doorId), blinded: b64(blinding.blinded) });
  const id = doorId ?? unb64(door_id);
  const n = finalize(input, blinding.blind, unb64(evaluation));
  return { doorId: id, ...mandateKeys(S, id, n, await argon2id(n, mandateSalt(id), tell)) };
}
