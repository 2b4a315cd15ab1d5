/**
 * Puts one paper into a mailbox: sealed here to what its address promises. Nothing comes back but that it was handed over.
 * Nothing here touches the page.
 */
import { parseAddress, trusted } from "./crypto/address.js";
import { b64, random, unb64 } from "./crypto/bytes.js";
import { packDeposit } from "./crypto/deposit.js";
import { sealDocument } from "./crypto/document.js";
import { WalletError } from "./errors.js";

/** @typedef {{from: string, name: string, mime: string, bytes: ArrayBuffer}} Paper */

/** Shares of the whole that each step takes. */
const SEALED = 0.3;

/**
 * @param {import("./api.js").Api} api @param {string} fragment of the mailbox's address @param {Paper} paper @param {(done: number) => void} tell 0 to 1 @param {import("./crypto/deposit.js").Signer} [signer]
 * @returns {Promise<void>} raises `not_found` for a closed mailbox and for none, `swapped`, `full`, `slow_down`, `too_large`, `offline`
 */
export async function handOver(api, fragment, { from, name, mime, bytes }, tell, signer) {
  const address = parseAddress(fragment);
  if (!address) throw new WalletError("not_found");
  const mailbox = b64(address.id);
  const { recipient } = await api.json("mailbox/info", { id: mailbox }, { again: true });
  const to = trusted(unb64(recipient), address.promised);
  const date = Math.floor((Date.now() + api.offset) / 1000);
  const content = packDeposit({ mailbox, from, date, name, mime }, new Uint8Array(bytes), signer);
  const { age } = await sealDocument(to, content, (done) => tell(done * SEALED));
  await send(api, mailbox, age, (done) => tell(SEALED + done * (1 - SEALED)));
}

/** The id is drawn here: "exists" means that a first try whose answer got lost has brought it. @param {import("./api.js").Api} api @param {string} mailbox @param {Uint8Array} body @param {(done: number) => void} onsent */
async function send(api, mailbox, body, onsent) {
  const deposit = b64(random(16));
  try {
    await sendOnce(api, mailbox, deposit, body, onsent).catch((problem) => {
      if (!(problem instanceof WalletError) || problem.code !== "ticket") throw problem;
      return sendOnce(api, mailbox, deposit, body, onsent);
    });
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code !== "exists") throw problem;
  }
}

/** @param {import("./api.js").Api} api @param {string} mailbox @param {string} deposit @param {Uint8Array} body @param {(done: number) => void} onsent */
async function sendOnce(api, mailbox, deposit, body, onsent) {
  const { ticket } = await api.json("deposit/ticket", { mailbox, bytes: body.length }, { again: true });
  const headers = { "Content-Type": "application/octet-stream", "X-Mailbox": mailbox, "X-Deposit": deposit, "X-Ticket": ticket };
  await api.request("deposit", { method: "PUT", headers, body, again: true, onsent });
}
