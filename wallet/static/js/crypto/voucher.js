/** A voucher: what a note holds besides a share's key, so that the share opens while the note lies there. docs/format.md. */
import { need } from "../errors.js";
import { concat, label } from "./bytes.js";
import { sha256 } from "./hkdf.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** By which the server finds the notes that hold it. @param {Uint8Array} voucher 16 bytes @returns {Bytes} 32 bytes */
export function voucherHash(voucher) {
  need(voucher.length === 16, "bad_length");
  return sha256(concat(label("WV1/voucher"), voucher));
}

/** What a door is made with: it opens by this voucher in this mailbox alone. @param {Uint8Array} voucher 16 bytes @param {Uint8Array} mailboxId 16 bytes @returns {Bytes} 32 bytes */
export function voucherCommit(voucher, mailboxId) {
  need(voucher.length === 16 && mailboxId.length === 16, "bad_length");
  return sha256(concat(label("WV1/voucher-door"), voucher, mailboxId));
}
