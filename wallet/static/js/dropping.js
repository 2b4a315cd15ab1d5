/**
 * Puts one paper into a mailbox: sealed here to what its address promises. Nothing comes back but when it was handed over.
 * Nothing here touches the page.
 */
import { parseDropAddress, trusted } from "./crypto/address.js";
import { b64, random, unb64 } from "./crypto/bytes.js";
import { packDeposit } from "./crypto/deposit.js";
import { sealDocument } from "./crypto/document.js";
import { WalletError } from "./errors.js";

/** @typedef {{from: string, name: string, mime: string, bytes: ArrayBuffer}} Paper */
/** @typedef {{sign: import("./crypto/deposit.js").Signer, pass: () => Promise<string>}} AtWork who signs, and gets a pass for a mailbox that is full of others' papers */

/** Shares of the whole that each step takes. */
const SEALED = 0.3;
/** What a pass helps against. */
const NO_ROOM = ["full", "slow_down"];

/**
 * @param {import("./api.js").Api} api @param {string} fragment of the mailbox's address @param {Paper} paper @param {(done: number) => void} tell 0 to 1 @param {AtWork} [atWork]
 * @returns {Promise<number>} when it was handed over, in seconds of the server's clock; raises `not_found` for a closed mailbox and for none, `swapped`, `full`, `slow_down`, `too_large`, `offline`
 */
export async function handOver(api, fragment, { from, name, mime, bytes }, tell, atWork) {
  const address = parseDropAddress(fragment);
  if (!address) throw new WalletError("not_found");
  const mailbox = b64(address.id);
  const { recipient } = await api.json("mailbox/info", { id: mailbox }, { again: true });
  const to = trusted(unb64(recipient), address.promised);
  const now = () => Math.floor((Date.now() + api.offset) / 1000);
  const content = packDeposit({ mailbox, from, date: now(), name, mime }, new Uint8Array(bytes), atWork?.sign);
  const { age } = await sealDocument(to, content, (done) => tell(done * SEALED));
  const deposit = { mailbox, id: b64(random(16)), body: age, pass: address.pass && b64(address.pass) };
  const onsent = (/** @type {number} */ done) => tell(SEALED + done * (1 - SEALED));
  try {
    await send(api, deposit, onsent);
  } catch (problem) {
    if (!atWork || deposit.pass || !(problem instanceof WalletError) || !NO_ROOM.includes(problem.code)) throw problem;
    await send(api, { ...deposit, pass: await atWork.pass() }, onsent);
  }
  return now();
}

/** @typedef {{mailbox: string, id: string, body: Uint8Array, pass: string | null}} Deposit `id` is drawn here: "exists" means that a first try whose answer got lost has brought it */

/** @param {import("./api.js").Api} api @param {Deposit} deposit @param {(done: number) => void} onsent */
async function send(api, deposit, onsent) {
  try {
    await sendOnce(api, deposit, onsent).catch((problem) => {
      if (!(problem instanceof WalletError) || problem.code !== "ticket") throw problem;
      return sendOnce(api, deposit, onsent);
    });
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code !== "exists") throw problem;
  }
}

/** @param {import("./api.js").Api} api @param {Deposit} deposit @param {(done: number) => void} onsent */
async function sendOnce(api, { mailbox, id, body, pass }, onsent) {
  const { ticket } = await api.json("deposit/ticket", { mailbox, bytes: body.length, ...(pass ? { sender_pass: pass } : {}) }, { again: true });
  const headers = { "Content-Type": "application/octet-stream", "X-Mailbox": mailbox, "X-Deposit": id, "X-Ticket": ticket };
  await api.request("deposit", { method: "PUT", headers, body, again: true, onsent });
}
