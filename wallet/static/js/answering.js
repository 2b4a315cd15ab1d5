/** What a Worker that does one thing for a page has in common with the others: progress, then a result or an error by its code. */
import { Api } from "./api.js";
import { WalletError } from "./errors.js";

/** @typedef {{done: number} | {result: unknown} | {error: {code: string, retryAfter: number | null}}} Told */

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @param {Told} message */
function tell(message) {
  scope.postMessage(message);
}

/** Does `work` for each message. @template T @param {(api: Api, asked: T, progress: (done: number) => void) => Promise<unknown>} work */
export function answer(work) {
  const api = new Api(scope.location.origin);
  scope.onmessage = async (/** @type {MessageEvent<T>} */ { data }) => {
    try {
      tell({ result: await work(api, data, (done) => tell({ done })) });
    } catch (problem) {
      const { code, retryAfter } = problem instanceof WalletError ? problem : new WalletError("unexpected");
      tell({ error: { code, retryAfter } });
    }
  };
}
