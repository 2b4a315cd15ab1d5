/** The wallet as the server has it, to be saved closed: boxes of safe cards, lists and bodies. Nothing of it is opened here. */
import { b64 } from "../crypto/bytes.js";
import { WalletError } from "../errors.js";
import { fetched } from "./blobs.js";
import { contentsOf, living } from "./shape.js";

/** @typedef {import("./keeper.js").Keeper} Keeper */

/**
 * @param {Keeper} keeper
 * @returns {Promise<{boxes: Record<string, string>, vaults: {id: string, list: ArrayBuffer}[], blobs: string[]}>} raises `no_safe_card`
 */
export async function outline(keeper) {
  /** @type {Record<string, string>} */
  const boxes = {};
  for (const { id } of living(keeper.catalogue.doors).filter((one) => one.kind === "safe")) {
    boxes[id] = (await keeper.api.json("door/open", { door_id: id }, { again: true })).box;
  }
  if (!Object.keys(boxes).length) throw new WalletError("no_safe_card");
  const vaults = [];
  for (const one of keeper.all) {
    const { bytes } = await one.api.request("vault", { method: "GET", session: one.token, again: true });
    vaults.push({ id: b64(one.keys.vaultId), list: bytes.slice().buffer });
  }
  return { boxes, vaults, blobs: keeper.all.flatMap((one) => contentsOf(one.catalogue).map(({ blob }) => blob)) };
}

/** One body, sealed as it is. @param {Keeper} keeper @param {string} blob @returns {Promise<{bytes: ArrayBuffer}>} */
export async function body(keeper, blob) {
  const home = keeper.all.find((one) => contentsOf(one.catalogue).some((content) => content.blob === blob));
  const content = home && contentsOf(home.catalogue).find((one) => one.blob === blob);
  if (!home || !content) throw new WalletError("not_found");
  return { bytes: (await fetched(home, content, { again: true })).slice().buffer };
}
