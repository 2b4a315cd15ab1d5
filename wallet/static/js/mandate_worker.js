/** Bundle: turns a card and six digits into the keys of a mandate's door, away from the page. */
import { Api } from "./api.js";
import { WalletError } from "./errors.js";
import { doorOf } from "./mandate_door.js";

/** @typedef {{fragment: string, code: string}} Asked */
/** @typedef {{done: number} | {door: import("./mandate_door.js").CardDoor} | {error: {code: string, retryAfter: number | null}}} Told */

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const api = new Api(scope.location.origin);

/** @param {Told} message */
function tell(message) {
  scope.postMessage(message);
}

scope.onmessage = async (/** @type {MessageEvent<Asked>} */ { data }) => {
  try {
    tell({ door: await doorOf(api, data.fragment, data.code, (done) => tell({ done })) });
  } catch (problem) {
    const { code, retryAfter } = problem instanceof WalletError ? problem : new WalletError("unexpected");
    tell({ error: { code, retryAfter } });
  }
};
