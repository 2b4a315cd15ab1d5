/** Asks a Worker that does one thing (js/answering.js). */
import { WalletError } from "../errors.js";

/** @param {Worker} worker @param {unknown} message @param {(done: number) => void} onprogress 0 to 1 @param {Transferable[]} [transfer] @returns {Promise<any>} raises what went wrong there; `offline` where its script did not come */
export function askWorker(worker, message, onprogress, transfer) {
  return new Promise((resolve, reject) => {
    worker.onerror = () => reject(new WalletError("offline"));
    worker.onmessage = ({ data }) => {
      if (data.done !== undefined) onprogress(data.done);
      else if (data.error) reject(new WalletError(data.error.code, data.error));
      else resolve(data.result);
    };
    worker.postMessage(message, /** @type {Transferable[]} */ (transfer));
  });
}
