/** A mailbox: its keys, all from one; its address. Protocol section 9. */
import { bech32 } from "@scure/base";
import { identityToRecipient } from "age-encryption";
import { need } from "../errors.js";
import { fingerprint, recipientBytes } from "./address.js";
import { b64, concat, label } from "./bytes.js";
import { hkdf } from "./hkdf.js";
import { publicKey, sign } from "./root.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/**
 * @typedef {object} MailboxKeys
 * @property {Bytes} id 16 bytes
 * @property {Bytes} fetchSecret Ed25519 seed, 32 bytes
 * @property {Bytes} fetchPub
 * @property {string} ageIdentity AGE-SECRET-KEY-PQ-1…
 * @property {Bytes} recipient 1,216 bytes
 */

/** @param {Uint8Array} key 32 bytes @returns {Promise<MailboxKeys>} */
export async function mailboxKeys(key) {
  need(key.length === 32, "bad_length");
  const fetchSecret = hkdf(key, null, "WV1/mailbox/fetch", 32);
  const ageIdentity = bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", hkdf(key, null, "WV1/mailbox/age", 32)).toUpperCase();
  return {
    id: hkdf(key, null, "WV1/mailbox/id", 16),
    fetchSecret,
    fetchPub: publicKey(fetchSecret),
    ageIdentity,
    recipient: recipientBytes(await identityToRecipient(ageIdentity)),
  };
}

/** @param {Pick<MailboxKeys, "id" | "recipient">} keys @returns {string} what stands behind the # of its link, 43 characters */
export function mailboxAddress({ id, recipient }) {
  return b64(concat(id, fingerprint(recipient)));
}

/** @param {Pick<MailboxKeys, "id" | "fetchSecret">} keys @param {string} origin ASCII @param {Uint8Array} nonce 32 bytes @returns {Bytes} 64 bytes */
export function mailboxSignature(keys, origin, nonce) {
  return sign(keys.fetchSecret, mailboxMessage(origin, keys.id, nonce));
}

/** @param {string} origin @param {Uint8Array} id @param {Uint8Array} nonce @returns {Bytes} */
export function mailboxMessage(origin, id, nonce) {
  need(id.length === 16 && nonce.length === 32, "bad_length");
  return concat(label("WV1/mailbox"), label(origin), id, nonce);
}
