/** Bytes from the server that are not what they have to be: one code for the person, whatever was wrong inside. */
import { WalletError } from "../errors.js";

/**
 * What `work` reads from stored bytes.
 * @template T @param {() => T | Promise<T>} work @returns {Promise<T>}
 * @throws {WalletError} `bad_version` for a later version of the format, else `damaged`
 */
export async function sound(work) {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof WalletError) || cause.code === "bad_version") throw cause;
    throw new WalletError("damaged", { cause });
  }
}
