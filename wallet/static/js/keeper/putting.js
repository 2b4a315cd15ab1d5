/**
 * Puts a paper into somebody's mailbox, from an open wallet: as anybody does on /d, and without the session. Somebody at work may sign it. Decision 0016.
 */
import { withPass } from "../crypto/address.js";
import { headText, signedByOwner, signPub } from "../crypto/badge.js";
import { b64, unb64 } from "../crypto/bytes.js";
import { handOver } from "../dropping.js";
import { WalletError } from "../errors.js";
import { cut } from "../graphemes.js";
import { atWork, badgeOf, working } from "./badge.js";
import { homeOf, within } from "./beside.js";
import { vouched } from "./organisations.js";
import { open } from "./papers.js";
import { find } from "./shape.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./organisations.js").Who} Who
 * @typedef {{from: string, name: string} & ({mime: string, bytes: ArrayBuffer} | {id: string})} Given a file, or by its id a paper of this wallet
 * @typedef {{address: string} | {to: string}} Whose whole address or what stands behind its #, or by its id somebody who is known
 */

const NAME = 120;
const FETCHED = 0.3;

/** As whom a paper can be signed now. @param {Keeper} keeper @returns {Promise<Who | null>} null for whoever is not at work, is not signed in, or has no badge that an organisation signed */
export async function signer(keeper) {
  return (await standing(keeper))?.who ?? null;
}

/** @param {Keeper} keeper @param {Whose & {paper: Given, signed: boolean}} arg @param {Doing} doing @throws {WalletError} as dropping.js; `sign_in` where it can no longer be signed */
export async function put(keeper, { paper, signed, ...whose }, doing) {
  const address = "to" in whose ? addressOf(find(keeper.catalogue.contacts, whose.to)) : whose.address;
  const by = signed ? await standing(keeper) : null;
  if (signed && !by) throw new WalletError("sign_in");
  const { bytes, mime } = "id" in paper ? await own(keeper, paper.id, doing) : paper;
  const from = by ? `${by.who.name}, ${by.who.org}` : clipped(paper.from);
  const told = { from, name: clipped(paper.name), mime, bytes };
  await handOver(keeper.api, address.slice(address.indexOf("#") + 1).trim(), told, (done) => doing.tell("send", FETCHED + done * (1 - FETCHED)), by ?? undefined);
  return null;
}

/** @param {import("./shape.js").Contact} contact */
function addressOf({ address, pass }) {
  return pass ? withPass(address, pass) : address;
}

/** @param {Keeper} keeper @param {string} id @param {Doing} doing */
function own(keeper, id, doing) {
  return within(keeper, homeOf(keeper, id), (home) => open(home, id, { ...doing, tell: (step, done) => doing.tell(step, done * FETCHED) }));
}

/** @param {string} text */
function clipped(text) {
  return cut(text, NAME);
}

/** The badge as it stands on the server now, checked as whoever gets a paper will check it. @param {Keeper} keeper @returns {Promise<{who: Who} & import("../dropping.js").AtWork | null>} */
async function standing(keeper) {
  const found = badgeOf(keeper);
  if (!found || !atWork(found.home)) return null;
  const { address, key: text } = found.mailbox;
  const key = unb64(text);
  const { badge } = await keeper.api.json("mailbox/info", { id: found.mailbox.id }, { again: true });
  const who = await vouched(keeper, address, badge);
  if (!who || badge.sign_pub !== b64(signPub(key))) return null;
  const { org, name, until, sign_pub, by, sig } = badge;
  const pass = async () => (await working(found.home, (more) => keeper.api.json("deposit/pass", {}, more))).sender_pass;
  return { who, pass, sign: (head) => ({ badge: { org, name, until, sign_pub, by, sig, address }, sig: b64(signedByOwner(key, headText(head))) }) };
}
