/** A paper goes over to another open vault: sealed anew under other ids, and only then removed where it was. */
import { WalletError } from "../errors.js";
import { homeOf } from "./beside.js";
import { renewFresh } from "./blobs.js";
import { save } from "./catalogue.js";
import { copyContent } from "./copy.js";
import { remove } from "./papers.js";
import { copy, paper, running } from "./shape.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 */

/** From this vault to the first beside it, or from any of those to this one. A crash in between leaves it on both sides. @param {Keeper} keeper @param {string} id @param {Doing} doing @throws {WalletError} `shown_now` while a share shows it */
export async function move(keeper, id, doing) {
  const from = homeOf(keeper, id);
  const to = from === keeper ? keeper.beside[0] : keeper;
  if (!to) throw new WalletError("bad_request");
  const original = paper(from.catalogue, id);
  if (keeper.all.some((one) => one.catalogue.shares.some((share) => running(share, one.now()) && share.docs.includes(id)))) throw new WalletError("shown_now");
  const content = await copyContent(from, original, to, doing);
  const made = { ...copy(original), ...content, id: content.blob, seq: 0, versions: [] };
  delete made.was;
  await save(to, (draft) => void draft.docs.push(made));
  to.fresh.push(content);
  await renewFresh(to);
  await remove(from, [id]);
  return keeper.snapshot();
}
