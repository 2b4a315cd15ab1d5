/** The list as the server has it: sealed bytes, opened and looked through. Protocol section 5. */
import { openCatalogue } from "../crypto/catalogue.js";
import { WalletError } from "../errors.js";
import { checked } from "./shape.js";
import { sound } from "./sound.js";

/**
 * @param {import("../crypto/catalogue.js").CatalogueKeys} keys @param {Uint8Array} bytes @returns {Promise<import("./shape.js").Catalogue>}
 * @throws {WalletError} `damaged_list`; `bad_version` for a later version of the format: that list is sound, and an earlier one must not take its place
 */
export async function readList(keys, bytes) {
  try {
    return await sound(async () => checked(await openCatalogue(keys, bytes)));
  } catch (cause) {
    if (!(cause instanceof WalletError) || cause.code === "bad_version") throw cause;
    throw new WalletError("damaged_list", { cause });
  }
}
