/**
 * Who has signed a paper that was put in: somebody at work, for whom an organisation of the directory stands. Decision 0016.
 * What the paper says of it comes from anybody, and what `mailbox/info` tells from a server: neither is believed before it fits.
 */
import { headText, LONGEST } from "../crypto/badge.js";
import { b64, unb64 } from "../crypto/bytes.js";
import { parseAddress } from "../crypto/address.js";
import { verify } from "../crypto/root.js";
import { WalletError } from "../errors.js";
import { line } from "../manifest.js";
import { vouched } from "./organisations.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./organisations.js").Told} Told
 * @typedef {{org: string, name: string, holds: boolean}} Signed `holds`: the organisation stands for them now
 * @typedef {{signed: Signed | null, claims: string}} Found `claims`: an organisation that is named and does not confirm it, "" for none
 */

/** @type {Found} */
const NOBODY = { signed: null, claims: "" };
const TEXT = 300;

/** Asks the server only for what fits already. @param {Keeper} keeper @param {Record<string, any>} head of a paper, its length and SHA-256 checked @returns {Promise<Found>} raises what keeps the server from answering */
export async function signedBy(keeper, head) {
  if (head.badge === undefined && head.sig === undefined) return NOBODY;
  const badge = believable(head.badge);
  const address = badge && addressOf(head.badge.address);
  if (!badge || !address || !fits(head, badge.sign_pub)) return unconfirmed(head.badge);
  const who = { org: line(badge.org), name: line(badge.name) };
  const now = believable(await badgeAt(keeper, address));
  const same = now?.org === badge.org && now.name === badge.name && now.sign_pub === badge.sign_pub;
  if (same && (await vouched(keeper, address, now))) return { signed: { ...who, holds: true }, claims: "" };
  if (head.date > badge.until - LONGEST && (await vouched(keeper, address, badge, head.date))) return { signed: { ...who, holds: false }, claims: "" };
  return unconfirmed(head.badge);
}

/** @param {any} badge @returns {Found} */
function unconfirmed(badge) {
  const org = badge?.org;
  return { signed: null, claims: isText(org) ? line(org).trim() : "" };
}

/** @param {any} badge @returns {Told | null} only its own fields, of their own types */
function believable(badge) {
  if (typeof badge !== "object" || badge === null) return null;
  const { org, name, until, sign_pub, by, sig } = badge;
  if (![org, name, sign_pub, by, sig].every(isText) || !Number.isInteger(until) || until < 0 || until >= 2 ** 32) return null;
  return { org, name, until, sign_pub, by, sig };
}

/** @param {unknown} value */
function isText(value) {
  return typeof value === "string" && value !== "" && value.length <= TEXT;
}

/** @param {any} address @returns {string | null} 43 characters */
function addressOf(address) {
  return isText(address) && soundly(() => !address.startsWith("#") && parseAddress(address) !== null) ? address : null;
}

/** @param {Record<string, any>} head @param {string} signPub */
function fits(head, signPub) {
  return isText(head.sig) && soundly(() => verify(unb64(signPub), headText(head), unb64(head.sig)));
}

/** @param {() => boolean} check @returns {boolean} false for what is no base64url, or of another length */
function soundly(check) {
  try {
    return check();
  } catch (problem) {
    if (problem instanceof WalletError) return false;
    throw problem;
  }
}

/** What the server tells of whoever has this address now. @param {Keeper} keeper @param {string} address @returns {Promise<unknown>} null where the mailbox is gone: they were let go */
async function badgeAt(keeper, address) {
  const id = b64(unb64(address).subarray(0, 16));
  try {
    return (await keeper.api.json("mailbox/info", { id }, { again: true })).badge ?? null;
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "not_found") return null;
    throw problem;
  }
}
