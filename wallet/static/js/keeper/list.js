/** The list as the server has it: sealed bytes, opened and looked through. Protocol section 5. */
import { openCatalogue } from "../crypto/catalogue.js";
import { WalletError } from "../errors.js";
import { checked } from "./shape.js";
import { sound } from "./sound.js";

/**
 * @param {import("../crypto/catalogue.js").CatalogueKeys} keys @param {Uint8Array} bytes @returns {Promise<import("./shape.js").Catalogue>}
 * @throws {WalletError} `damaged_list`, also for a later version of the format: either way an earlier list can be read
 */
export async function readList(keys, bytes) {
  try {
    return await sound(async () => checked(await openCatalogue(keys, bytes)));
  } catch (cause) {
    if (!(cause instanceof WalletError)) throw cause;
    throw new WalletError("damaged_list", { cause });
  }
}
