/**
 * A badge: an organisation says who somebody at work is; and what that somebody signs with a paper they hand over.
 * The organisation's keys are its stewards' signing keys. Twin of wallet/crypto/badge.py; docs/format.md, decision 0018.
 */
import { need } from "../errors.js";
import { concat, label, u32, unb64 } from "./bytes.js";
import { hkdf } from "./hkdf.js";
import { publicKey, sign } from "./root.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{org: string, name: string, address: Uint8Array, signPub: Uint8Array, until: number}} Badge `address` 32 bytes, `until` its last second */
/** @typedef {{mailbox: Uint8Array, sha256: Uint8Array, length: number, date: number, sender: string, name: string, mime: string}} Paper what is signed of one */

/** Seconds that a badge is good for at most: six months. */
export const LONGEST = 186 * 86_400;

/** @param {Badge} badge @returns {Bytes} what a steward signs; `bad_length` */
export function badgeText({ org, name, address, signPub, until }) {
  need(address.length === 32 && signPub.length === 32, "bad_length");
  return concat(label("WV1/badge"), text(org), text(name), address, signPub, u32(until));
}

/** @param {Paper} paper @returns {Bytes} what a worker signs; `bad_length` */
export function paperText({ mailbox, sha256, length, date, sender, name, mime }) {
  need(mailbox.length === 16 && sha256.length === 32, "bad_length");
  return concat(label("WV1/paper"), mailbox, sha256, u32(length), u32(date), text(sender), text(name), text(mime));
}

/** @param {Record<string, any>} head as it stands in front of a paper @returns {Bytes} what a worker signs of it; `bad_encoding`, `bad_length` */
export function headText({ mailbox, sha256, len, date, from, name, mime }) {
  return paperText({ mailbox: unb64(mailbox), sha256: unb64(sha256), length: len, date, sender: from, name, mime });
}

/** @param {Uint8Array} key of the owner's mailbox, 32 bytes @returns {Bytes} 32 bytes, the key that they are known by */
export function signPub(key) {
  return publicKey(secretOf(key));
}

/** @param {Uint8Array} key of the owner's mailbox, 32 bytes @param {Uint8Array} said what one of the above lays out @returns {Bytes} 64 bytes */
export function signedByOwner(key, said) {
  return sign(secretOf(key), said);
}

/** @param {Uint8Array} key */
function secretOf(key) {
  need(key.length === 32, "bad_length");
  return hkdf(key, null, "WV1/mailbox/sign", 32);
}

/** @param {string} said @returns {Bytes} */
function text(said) {
  const bytes = new TextEncoder().encode(said);
  return concat(u32(bytes.length), bytes);
}
