/**
 * The Worker: keys live and die here. It hears `{id, method, arg}` and `{id, cancel: true}`; it says
 * `{id, result}`, `{id, error: {code, retryAfter}}`, `{id, progress: {step, done}}`, `{changed: true}`,
 * `{sessions: hashes}` whenever there are other sessions, and, once, `{lost: true}`.
 */
import { Api } from "./api.js";
import { b64, unb64 } from "./crypto/bytes.js";
import { sha256 } from "./crypto/hkdf.js";
import { WalletError } from "./errors.js";
import { Keeper } from "./keeper/keeper.js";
import { call } from "./keeper/methods.js";

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const keeper = new Keeper(new Api(scope.location.origin));
/** @type {Map<number, AbortController>} */
const running = new Map();

keeper.onlost = () => scope.postMessage({ lost: true });
keeper.onchanged = () => scope.postMessage({ changed: true });

let told = "";

/** A page that closes can end the session by this; the token itself stays here. */
function tellSession() {
  if (keeper.sessions.join() === told) return;
  told = keeper.sessions.join();
  scope.postMessage({ sessions: keeper.sessions.map((token) => b64(sha256(unb64(token)))) });
}

/** @param {number} id @param {string} method @param {unknown} arg */
async function run(id, method, arg) {
  const stop = new AbortController();
  running.set(id, stop);
  let last = -1;
  const tell = (/** @type {string} */ step, /** @type {number} */ done) => {
    if (Math.abs(done - last) < 0.01 && done < 1) return;
    last = done;
    scope.postMessage({ id, progress: { step, done } });
  };
  try {
    const result = await call(keeper, method, arg, { tell, signal: stop.signal });
    scope.postMessage({ id, result }, result?.bytes instanceof ArrayBuffer ? [result.bytes] : []);
  } catch (problem) {
    // What is not one of ours is a fault of the program; its text may hold what only the person may know.
    const { code, retryAfter } = problem instanceof WalletError ? problem : new WalletError("unexpected");
    scope.postMessage({ id, error: { code, retryAfter } });
  } finally {
    running.delete(id);
    tellSession();
  }
}

scope.onmessage = ({ data }) => {
  if (data.cancel) running.get(data.id)?.abort();
  else void run(data.id, data.method, data.arg);
};
