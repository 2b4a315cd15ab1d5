/** What an operator's page asks of the server. */
import { WalletError } from "./errors.js";
import { staff } from "./staff_api.js";
import * as screen from "./ui/screen.js";

/**
 * @typedef {{living: number | null, aims: {year: number, wallets: number, percent: number | null}[],
 *   health: {database: boolean, blobs: boolean, oprf: boolean, clock: boolean, sweep: boolean},
 *   version: string, tables: string, release: string | null}} State
 * @typedef {{id: string, month: string, about: string, words: string}} Message
 * @typedef {{name: string, address: string | null, keys: string[]}} Organisation
 */

export const { get, post } = staff("operator");

/** Does work of somebody signed in; where they no longer are, the first screen says so. @param {() => Promise<unknown>} work */
export function working(work) {
  return screen.attempt(async () => {
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof WalletError) || problem.code !== "no_session") throw problem;
      await screen.go("operator-in", { say: "operator.ended" });
    }
  });
}
