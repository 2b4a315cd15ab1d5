/** Stub until merged. */
import { WalletError } from "../errors.js";

/** @typedef {import("./keeper.js").Keeper} Keeper */

/** Every open vault, this one first. @param {Keeper} keeper @returns {Keeper[]} */
export function all(keeper) {
  return [keeper];
}

/** The one that holds this paper. @param {Keeper} keeper @param {string} id @returns {Keeper} @throws {WalletError} */
export function homeOf(keeper, id) {
  if (!keeper.catalogue.docs.some((one) => one.id === id)) throw new WalletError("not_found");
  return keeper;
}
