/** Bundle: turns twelve digits into the keys of a share's door, away from the page: OPRF, then Argon2. */
import { Api } from "./api.js";
import { argon2id } from "./crypto/argon.js";
import { b64, unb64 } from "./crypto/bytes.js";
import { digitsInput, digitsKeys, digitsSalt, parseDigits } from "./crypto/digits.js";
import { blind, finalize } from "./crypto/oprf.js";
import { WalletError } from "./errors.js";

/** @typedef {{digits: string}} Asked */
/** @typedef {{done: number} | {door: import("./opening.js").Door} | {error: {code: string, retryAfter: number | null}}} Told */

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const api = new Api(scope.location.origin);

/** @param {Told} message */
function tell(message) {
  scope.postMessage(message);
}

/** @param {string} digits @returns {Promise<import("./opening.js").Door>} */
async function doorOf(digits) {
  const { locator, secret } = parseDigits(digits);
  const input = digitsInput(secret);
  const blinding = blind(input);
  const answer = await api.json("code", { locator, blinded: b64(blinding.blinded) });
  const doorId = unb64(answer.door_id);
  const n = finalize(input, blinding.blind, unb64(answer.evaluation));
  const a = await argon2id(n, digitsSalt(doorId), (done) => tell({ done }));
  return { doorId, kind: "code", ...digitsKeys(doorId, n, a) };
}

scope.onmessage = async (/** @type {MessageEvent<Asked>} */ { data }) => {
  try {
    tell({ door: await doorOf(data.digits) });
  } catch (problem) {
    const { code, retryAfter } = problem instanceof WalletError ? problem : new WalletError("unexpected");
    tell({ error: { code, retryAfter } });
  }
};
