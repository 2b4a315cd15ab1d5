/** A vault that could not be opened beside this one is found again by its own secret, or by its card and three pictures. */
import { b64 } from "../crypto/bytes.js";
import { WalletError } from "../errors.js";
import { openBeside, siblings } from "./beside.js";
import { save } from "./catalogue.js";
import { guessSecret } from "./guess.js";
import { cardGuess, findDoor, settleBeside } from "./unlock.js";

/**
 * @typedef {import("./guess.js").Said} Said
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 */

/**
 * The root behind that door takes the place of the one that opens nothing now.
 * @param {Keeper} keeper @param {Said | {card: string[] | string, three: number[] | null}} said @param {Doing} doing
 * @throws {WalletError} `nothing_opens`; `same_wallet` where it opens what is open already
 */
export async function find(keeper, said, doing) {
  const [id] = keeper.absent;
  if (!id) throw new WalletError("bad_request");
  const guess = await ("card" in said ? cardGuess(keeper, said, doing) : guessSecret(keeper.api, said, doing));
  const root = b64((await findDoor(keeper, guess)).root);
  if ([b64(keeper.root), ...siblings(keeper.catalogue).map((one) => one.root)].includes(root)) throw new WalletError("same_wallet");
  await save(keeper, (draft) => {
    for (const one of draft.vaults) if (one.id === id && !one.gone) one.root = root;
  });
  await openBeside(keeper, settleBeside);
  return keeper.snapshot();
}
