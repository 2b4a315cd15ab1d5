/** Twelve digits that somebody types: the keys of the door behind them, by the server's evaluator and Argon2id. Protocol section 8. */
import { argon2id } from "./crypto/argon.js";
import { b64, unb64 } from "./crypto/bytes.js";
import { digitsInput, digitsKeys, digitsSalt, parseDigits } from "./crypto/digits.js";
import { blind, finalize } from "./crypto/oprf.js";
import { worked } from "./puzzle.js";

/**
 * @param {import("./api.js").Api} api @param {"code" | "address"} kind what they are to lead to @param {string} digits @param {(done: number) => void} progress 0 to 1
 * @returns {Promise<import("./opening.js").Door>} raises `bad_check`; nothing here tells whether they are right
 */
export async function doorOf(api, kind, digits, progress) {
  const { locator, secret } = parseDigits(digits);
  const input = digitsInput(secret);
  const blinding = blind(input);
  const answer = await worked(api, "code", { kind, locator, blinded: b64(blinding.blinded) });
  const doorId = unb64(answer.door_id);
  const n = finalize(input, blinding.blind, unb64(answer.evaluation));
  const a = await argon2id(n, digitsSalt({ shareId: unb64(answer.share_id), doorId, start: answer.start }), progress);
  return { doorId, kind, ...digitsKeys(doorId, n, a) };
}
