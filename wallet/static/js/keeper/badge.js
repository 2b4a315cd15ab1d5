/** The badge that lies in a vault, and the session in which its mailbox opens: ten hours, in the keeper's memory alone. Decision 0018. */
import { signPub } from "../crypto/badge.js";
import { concat, label, unb64 } from "../crypto/bytes.js";
import { sha256 } from "../crypto/hkdf.js";
import { WalletError } from "../errors.js";
import { line } from "../manifest.js";
import { living } from "./shape.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./shape.js").Mailbox} Mailbox
 * @typedef {import("./shape.js").Work} Work
 * @typedef {import("../api.js").Request} Request
 * @typedef {{id: string, name: string, steward: boolean, address: string, sign_pub: string, until: number | null}} Colleague as the server tells it
 * @typedef {{token: string, until: number, mailbox: string, badge: number | null, codes: number, colleagues: Colleague[]}} AtWork `until`: the end of the session, `badge`: of what was signed,
 *   `codes`: written ones that are left, `colleagues`: as they were shown to a steward last
 */

const GROUPS = 5;

/** Whether a mailbox can be looked into: that of somebody at work in their session alone. @param {Keeper} keeper @param {Mailbox} mailbox */
export function opens(keeper, mailbox) {
  return !mailbox.work || atWork(keeper)?.mailbox === mailbox.id;
}

/** @param {Keeper} keeper @returns {import("./badge.js").AtWork | null} */
export function atWork(keeper) {
  return keeper.work && keeper.work.until > keeper.now() ? keeper.work : null;
}

/** Asks in the session at work where this is the badge's mailbox. @template T @param {Keeper} keeper @param {Mailbox} mailbox @param {(more: Request) => Promise<T>} ask @returns {Promise<T>} */
export function carried(keeper, mailbox, ask) {
  return mailbox.work && opens(keeper, mailbox) ? working(keeper, (token) => ask(asWorker(token))) : ask({});
}

/** How a request of this session travels; never together with a wallet's. @param {string} token @returns {Request} */
export function asWorker(token) {
  return { headers: { Authorization: `Worker ${token}` } };
}

/** Asks in the session at work; one that has ended is forgotten. @template T @param {Keeper} keeper @param {(token: string) => Promise<T>} ask @returns {Promise<T>} @throws {WalletError} `sign_in` */
export async function working(keeper, ask) {
  const held = atWork(keeper);
  if (!held) throw new WalletError("sign_in");
  try {
    return await ask(held.token);
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "sign_in" && keeper.work === held) endHere(keeper);
    throw problem;
  }
}

/** Forgets the session, and what was read in it. @param {Keeper} keeper */
export function endHere(keeper) {
  if (keeper.work) keeper.inbox.delete(keeper.work.mailbox);
  keeper.work = null;
}

/** A session that has ended meanwhile: what lies in the badge's mailbox waits for the next one. @param {unknown} problem */
export function signedOut(problem) {
  if (!(problem instanceof WalletError) || problem.code !== "sign_in") throw problem;
}

/** The badge, in whichever open vault it lies. @param {Keeper} keeper @returns {{home: Keeper, mailbox: Mailbox, work: Work} | null} null where nobody has joined */
export function badgeOf(keeper) {
  for (const home of keeper.all) {
    for (const mailbox of living(home.catalogue.mailboxes)) if (mailbox.work?.org) return { home, mailbox, work: mailbox.work };
  }
  return null;
}

/** What the page may see. @param {Keeper} keeper */
export function shownWork(keeper) {
  const found = badgeOf(keeper);
  if (!found) return null;
  const { home, mailbox, work } = found;
  const held = atWork(home);
  const link = `${keeper.api.origin}/d#${mailbox.address}`;
  return { ...work, org: line(work.org), id: mailbox.id, link, number: checkNumber(work.name, mailbox.address, signPub(unb64(mailbox.key))), in: held !== null, until: held?.badge ?? null, codes: held?.codes ?? 0 };
}

/**
 * What a worker and a steward read to each other before one signs for the other: over the name, the address and the signing key, so that no server can put another key in between.
 * @param {string} name @param {string} address 43 characters @param {Uint8Array} signPub 32 bytes @returns {string[]} five groups of five digits
 */
export function checkNumber(name, address, signPub) {
  const digest = sha256(concat(label("WV1/badge/check"), unb64(address), signPub, new TextEncoder().encode(name)));
  const view = new DataView(digest.buffer, digest.byteOffset);
  return Array.from({ length: GROUPS }, (_, at) => String(view.getUint32(4 * at) % 100_000).padStart(5, "0"));
}
