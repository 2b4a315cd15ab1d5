/** A wallet to practise with: open from the start, without name, secret or card. */
import { random } from "../crypto/bytes.js";
import { vaultKeys } from "../crypto/root.js";
import { enter } from "../keeper/session.js";
import { empty } from "../keeper/shape.js";
import { makeVault } from "../keeper/signup.js";

/** @param {import("../keeper/keeper.js").Keeper} keeper */
export async function begin(keeper) {
  const root = random(32);
  const keys = await vaultKeys(root);
  await makeVault(keeper, keys, { ...empty(), seq: 1 });
  keeper.open(root, keys, await enter(keeper.api, keys));
  return keeper.snapshot();
}
