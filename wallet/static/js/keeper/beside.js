/**
 * Vaults whose root this one holds: each is opened beside it, with a session, tickets and a catalogue of its own.
 * Nothing of this vault is ever written into them but what the person puts there. Protocol section 5.
 */
import { b64, unb64 } from "../crypto/bytes.js";
import { vaultKeys } from "../crypto/root.js";
import { WalletError } from "../errors.js";
import { refresh } from "./catalogue.js";
import { Keeper } from "./keeper.js";
import { enter } from "./session.js";
import { living } from "./shape.js";

/**
 * @typedef {import("./shape.js").Catalogue} Catalogue
 * @typedef {import("./shape.js").Entry} Entry
 * @typedef {import("./shape.js").Sibling} Sibling
 */

/** The vaults that this one opens, without those that it is about to replace. @param {Catalogue} catalogue @returns {Sibling[]} */
export function siblings(catalogue) {
  return living(catalogue.vaults).filter((one) => !one.leaving);
}

/** Opens what is not open yet; what cannot be opened now, whatever the reason, is noted and keeps no other shut. @param {Keeper} keeper @param {(one: Keeper) => Promise<unknown>} settle what follows once one is open */
export async function openBeside(keeper, settle) {
  keeper.absent = [];
  const roots = new Set(keeper.all.map((one) => b64(one.root)));
  for (const { id, root } of siblings(keeper.catalogue)) {
    if (roots.has(root)) continue;
    roots.add(root);
    try {
      keeper.beside.push(await openOne(keeper, id, root, settle));
    } catch {
      keeper.absent.push(id);
    }
  }
}

/** @param {Keeper} keeper @param {string} id @param {string} root @param {(one: Keeper) => Promise<unknown>} settle @returns {Promise<Keeper>} */
async function openOne(keeper, id, root, settle) {
  const one = new Keeper(keeper.api);
  one.sibling = id;
  one.onchanged = () => keeper.onchanged();
  if (!(await entered(one, unb64(root)))) throw new WalletError("not_found");
  try {
    await settle(one);
    return one;
  } catch (problem) {
    one.forget();
    throw problem;
  }
}

/** @param {Keeper} one @param {import("../crypto/bytes.js").Bytes} root @returns {Promise<boolean>} */
async function entered(one, root) {
  const keys = await vaultKeys(root);
  try {
    one.open(root, keys, await enter(one.api, keys));
    return true;
  } catch (problem) {
    if (problem instanceof WalletError && ["not_found", "damaged_list", "bad_version"].includes(problem.code)) return false;
    throw problem;
  }
}

/** The one that holds this paper. @param {Keeper} keeper @param {string} id @returns {Keeper} @throws {WalletError} `not_found` */
export function homeOf(keeper, id) {
  return holding(keeper, id, ["docs", "bin"]);
}

/** The one that made this share. @param {Keeper} keeper @param {string} id @returns {Keeper} @throws {WalletError} `not_found` */
export function shareHome(keeper, id) {
  return holding(keeper, id, ["shares"]);
}

/** @param {Keeper} keeper @param {string} id @param {("docs" | "bin" | "shares")[]} names */
function holding(keeper, id, names) {
  const has = (/** @type {Keeper} */ one) => names.some((name) => one.catalogue[name].some((/** @type {Entry} */ entry) => entry.id === id && !entry.gone));
  const found = keeper.all.find(has);
  if (!found) throw new WalletError("not_found");
  return found;
}

/** Does work in the vault it belongs to; once more where that one's session alone was ended from elsewhere. @template T @param {Keeper} keeper @param {Keeper} home @param {(home: Keeper) => Promise<T>} work @returns {Promise<T>} */
export async function within(keeper, home, work) {
  try {
    return await work(home);
  } catch (problem) {
    if (home === keeper || !(problem instanceof WalletError) || problem.code !== "no_session") throw problem;
    await enterAgain(keeper, home);
    return work(home);
  }
}

/** @param {Keeper} keeper @param {Keeper} home @throws {WalletError} `not_found` where it can no longer be opened; it is noted then */
async function enterAgain(keeper, home) {
  if (await entered(home, home.root)) return;
  keeper.beside = keeper.beside.filter((one) => one !== home);
  keeper.absent.push(home.sibling);
  keeper.onchanged();
  throw new WalletError("not_found");
}

/** Brings what other devices saved, in every vault; one that fails beside keeps what it had. @param {Keeper} keeper */
export async function refreshAll(keeper) {
  await refresh(keeper);
  for (const one of keeper.beside) await within(keeper, one, refresh).catch(() => undefined);
}
