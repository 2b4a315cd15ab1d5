/** What the owner of a mailbox asks of it: proven by its key, and for a badge in the session at work. */
import { b64, unb64 } from "../crypto/bytes.js";
import { mailboxKeys, mailboxSignature } from "../crypto/mailbox.js";
import { carried } from "./badge.js";
import { batches } from "./blobs.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./shape.js").Mailbox} Mailbox
 */

/** `more` is how the request travels: in the session at work where it is the badge's. @template T @param {Keeper} keeper @param {Mailbox} mailbox @param {(proof: {id: string, nonce: string, sig: string}, more: import("../api.js").Request) => Promise<T>} ask @returns {Promise<T>} */
export async function asOwner(keeper, mailbox, ask) {
  const keys = { ...(await mailboxKeys(unb64(mailbox.key))), id: unb64(mailbox.id) };
  const { nonce } = await keeper.api.json("session/nonce", { vault_id: mailbox.id }, { again: true });
  const proof = { id: mailbox.id, nonce, sig: b64(mailboxSignature(keys, keeper.api.origin, unb64(nonce))) };
  return carried(keeper, mailbox, (more) => ask(proof, more));
}

/** Deletes what lies there; nobody who put it in can tell. @param {Keeper} keeper @param {Mailbox} mailbox @param {"deposits" | "notes"} kind @param {string[]} ids */
export async function removeFrom(keeper, mailbox, kind, ids) {
  for (const some of batches(ids)) await asOwner(keeper, mailbox, (proof, more) => keeper.api.json("mailbox/remove", { ...proof, [kind]: some }, more));
}
