/** Bundle: turns twelve digits into the keys of a share's door, away from the page: OPRF, then Argon2. */
import { answer } from "./answering.js";
import { argon2id } from "./crypto/argon.js";
import { b64, unb64 } from "./crypto/bytes.js";
import { digitsInput, digitsKeys, digitsSalt, parseDigits } from "./crypto/digits.js";
import { blind, finalize } from "./crypto/oprf.js";

/** @param {import("./api.js").Api} api @param {string} digits @param {(done: number) => void} progress @returns {Promise<import("./opening.js").Door>} */
async function doorOf(api, digits, progress) {
  const { locator, secret } = parseDigits(digits);
  const input = digitsInput(secret);
  const blinding = blind(input);
  const answer = await api.json("code", { locator, blinded: b64(blinding.blinded) });
  const doorId = unb64(answer.door_id);
  const n = finalize(input, blinding.blind, unb64(answer.evaluation));
  const a = await argon2id(n, digitsSalt(doorId), progress);
  return { doorId, kind: "code", ...digitsKeys(doorId, n, a) };
}

answer((api, /** @type {{digits: string}} */ { digits }, progress) => doorOf(api, digits, progress));
