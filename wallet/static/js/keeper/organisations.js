/** The public directory of organisations, and who they say somebody is. Decision 0018. */
import { badgeText } from "../crypto/badge.js";
import { unb64 } from "../crypto/bytes.js";
import { verify } from "../crypto/root.js";
import { WalletError } from "../errors.js";
import { line } from "../manifest.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {{name: string, address: string | null, keys: string[]}} Organisation `keys`: those of its stewards, who sign badges
 * @typedef {{org: string, name: string, until: number, sign_pub: string, by: string, sig: string}} Told a badge as a server or a depositor tells it
 * @typedef {{org: string, name: string, until: number}} Who what an organisation has signed
 */

/** By name; the same answer for everybody. @param {Keeper} keeper @returns {Promise<Organisation[]>} */
export async function organisations(keeper) {
  const { bytes } = await keeper.api.request("organisations", { method: "GET", again: true });
  const { organisations: all } = JSON.parse(new TextDecoder().decode(bytes));
  return all.map((/** @type {any} */ one) => ({ name: line(one.name), address: one.address === null ? null : String(one.address), keys: one.keys.map(String) }));
}

/** Who has this address, where an organisation of the directory has signed it and that holds. @param {Keeper} keeper @param {string} address 43 characters @param {Told | null | undefined} told @param {number} [at] the time for which it has to hold @returns {Promise<Who | null>} */
export async function vouched(keeper, address, told, at = keeper.now()) {
  if (!told || !holds(address, told, at)) return null;
  const organisation = (await organisations(keeper)).find(({ name }) => name === told.org);
  return organisation?.keys.includes(told.by) ? { org: line(told.org), name: line(told.name), until: told.until } : null;
}

/** @param {string} address @param {Told} told @param {number} at @returns {boolean} */
function holds(address, { org, name, until, sign_pub, by, sig }, at) {
  try {
    const text = badgeText({ org, name, until, address: unb64(address), signPub: unb64(sign_pub) });
    return until > at && verify(unb64(by), text, unb64(sig));
  } catch (problem) {
    if (problem instanceof WalletError) return false;
    throw problem;
  }
}
