/** What the page asks about papers and shares goes to the vault that holds them: this one, or one beside it. */
import { homeOf, shareHome, within } from "./beside.js";
import { WalletError } from "../errors.js";
import * as papers from "./papers.js";
import * as shares from "./shares.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 */

/** @template R @param {(home: Keeper, arg: any, doing: Doing) => Promise<R>} work @returns {(keeper: Keeper, arg: any, doing: Doing) => Promise<R>} for work on one paper, told by its id or by `arg.id` */
export function onPaper(work) {
  return (keeper, arg, doing) => within(keeper, homeOf(keeper, arg?.id ?? arg), (home) => work(home, arg, doing));
}

/** @param {(home: Keeper, ids: string[]) => Promise<unknown>} work @returns {(keeper: Keeper, ids: string[]) => Promise<unknown>} for work on papers that may lie apart */
export function onPapers(work) {
  return async (keeper, ids) => {
    const homes = new Map(ids.map((id) => [id, homeOf(keeper, id)]));
    for (const home of new Set(homes.values())) {
      const own = ids.filter((id) => homes.get(id) === home);
      await within(keeper, home, (one) => work(one, own));
    }
    return keeper.snapshot();
  };
}

/** @template R @param {(home: Keeper, id: string, doing: Doing) => Promise<R>} work @returns {(keeper: Keeper, id: string, doing: Doing) => Promise<R>} */
export function onShare(work) {
  return (keeper, id, doing) => within(keeper, shareHome(keeper, id), (home) => work(home, id, doing));
}

/** Into this vault, or with `beside` into the first beside it. @param {Keeper} keeper @param {any} arg @param {Doing} doing */
export async function add(keeper, { beside, ...arg }, doing) {
  const home = beside ? keeper.beside[0] : keeper;
  if (!home) throw new WalletError("bad_request");
  const shown = await within(keeper, home, (one) => papers.add(one, arg, doing));
  return home === keeper ? shown : { ...shown, beside: true };
}

/** Where all its papers lie; papers from several vaults are shown from this one. @param {Keeper} keeper @param {import("./shares.js").Wish} wish @param {Doing} doing */
export async function makeShare(keeper, wish, doing) {
  const homes = new Set(wish.docs.map((id) => homeOf(keeper, id)));
  const [first = keeper, ...others] = homes;
  return within(keeper, others.length ? keeper : first, (home) => shares.make(home, wish, doing));
}

/** @param {Keeper} keeper */
export async function endAllShares(keeper) {
  for (const home of keeper.all) await within(keeper, home, shares.endAll);
  return keeper.snapshot();
}
