/** Bundle: seals one paper to a mailbox and sends it, away from the page. */
import { Api } from "./api.js";
import { handOver } from "./dropping.js";
import { WalletError } from "./errors.js";

/** @typedef {{fragment: string, paper: import("./dropping.js").Paper}} Asked */
/** @typedef {{done: number} | {handed: true} | {error: {code: string, retryAfter: number | null}}} Told */

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const api = new Api(scope.location.origin);

/** @param {Told} message */
function tell(message) {
  scope.postMessage(message);
}

scope.onmessage = async (/** @type {MessageEvent<Asked>} */ { data }) => {
  try {
    await handOver(api, data.fragment, data.paper, (done) => tell({ done }));
    tell({ handed: true });
  } catch (problem) {
    const { code, retryAfter } = problem instanceof WalletError ? problem : new WalletError("unexpected");
    tell({ error: { code, retryAfter } });
  }
};
