/**
 * What a Worker does for the page. It hears `{id, method, arg}` and `{id, cancel: true}`; it says
 * `{id, result}`, `{id, error: {code, retryAfter}}`, `{id, progress: {step, done}}`, `{changed: true}`,
 * `{sessions: hashes}` whenever there are other sessions, `{ahead: milliseconds}` before an answer, when another time was
 * heard from the server than the one told before, and, once, `{lost: true}`.
 */
import { b64, unb64 } from "./crypto/bytes.js";
import { sha256 } from "./crypto/hkdf.js";
import { WalletError } from "./errors.js";
import { call } from "./keeper/methods.js";

/** The Worker's own scope; keys live and die in it. */
export const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const SECOND_MS = 1000;

/**
 * @param {import("./keeper/keeper.js").Keeper} keeper
 * @param {Record<string, import("./keeper/methods.js").Method>} [more] methods of this Worker alone
 */
export function attend(keeper, more = {}) {
  /** @type {Map<number, AbortController>} */
  const running = new Map();
  let told = "";
  let ahead = 0;

  keeper.onlost = () => scope.postMessage({ lost: true });
  keeper.onchanged = () => scope.postMessage({ changed: true });

  /** A page that closes can end the sessions by this; the tokens themselves stay here. */
  function tellSessions() {
    if (keeper.sessions.join() === told) return;
    told = keeper.sessions.join();
    scope.postMessage({ sessions: keeper.sessions.map((token) => b64(sha256(unb64(token)))) });
  }

  /** The page shows the server's time, not the device's. */
  function tellClock() {
    if (Math.abs(keeper.api.offset - ahead) < SECOND_MS) return;
    ahead = keeper.api.offset;
    scope.postMessage({ ahead });
  }

  /** @param {number} id @param {string} method @param {unknown} arg */
  async function run(id, method, arg) {
    const stop = new AbortController();
    running.set(id, stop);
    try {
      const result = await call(keeper, method, arg, { tell: teller(id), signal: stop.signal }, more);
      tellClock();
      scope.postMessage({ id, result }, result?.bytes instanceof ArrayBuffer ? [result.bytes] : []);
    } catch (problem) {
      // What is not one of ours is a fault of the program; its text may hold what only the person may know.
      const { code, retryAfter } = problem instanceof WalletError ? problem : new WalletError("unexpected");
      scope.postMessage({ id, error: { code, retryAfter } });
    } finally {
      running.delete(id);
      tellSessions();
    }
  }

  scope.onmessage = ({ data }) => {
    if (data.cancel) running.get(data.id)?.abort();
    else void run(data.id, data.method, data.arg);
  };
}

/** Progress, not more often than a bar can show it. @param {number} id */
function teller(id) {
  let last = -1;
  return (/** @type {string} */ step, /** @type {number} */ done) => {
    if (Math.abs(done - last) < 0.01 && done < 1) return;
    last = done;
    scope.postMessage({ id, progress: { step, done } });
  };
}
