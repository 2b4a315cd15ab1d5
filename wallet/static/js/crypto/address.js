/** The address of a mailbox, as whoever puts something in has it: an id, and what its recipient must hash to. */
import { bech32 } from "@scure/base";
import { need } from "../errors.js";
import { b64, concat, equal, unb64 } from "./bytes.js";
import { sha256 } from "./hkdf.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const RECIPIENT = 1216;
const PREFIX = "age1pq";
/** Characters of an address with a pass behind it. */
const LONG = 64;

/** @param {string} fragment with or without its # @returns {{id: Bytes, promised: Bytes} | null} null where there is none; `bad_encoding` or `bad_length` where it is broken */
export function parseAddress(fragment) {
  const chars = fragment.replace(/^#/, "");
  if (chars === "") return null;
  const bytes = unb64(chars);
  need(bytes.length === 32, "bad_length");
  return { id: bytes.slice(0, 16), promised: bytes.slice(16) };
}

/** An address, perhaps with the mailbox's pass behind it, as its owner gives it to whom they trust. @param {string} fragment @returns {{id: Bytes, promised: Bytes, pass: Bytes | null} | null} as `parseAddress` */
export function parseDropAddress(fragment) {
  const chars = fragment.replace(/^#/, "");
  const whole = chars.length === LONG ? unb64(chars) : null;
  const plain = parseAddress(whole ? b64(whole.subarray(0, 32)) : chars);
  return plain && { ...plain, pass: whole && whole.slice(32) };
}

/** @param {string} address 43 characters @param {string} pass 16 bytes @returns {string} 64 characters */
export function withPass(address, pass) {
  return b64(concat(unb64(address), unb64(pass)));
}

/** @param {Uint8Array} recipient 1,216 bytes @returns {Bytes} 16 bytes */
export function fingerprint(recipient) {
  need(recipient.length === RECIPIENT, "bad_length");
  return sha256(recipient).slice(0, 16);
}

/** @param {Uint8Array} recipient as a server gave it @param {Uint8Array} promised @returns {string} age1pq1…; `swapped` where it is not the one that the address promises */
export function trusted(recipient, promised) {
  need(recipient.length === RECIPIENT && equal(fingerprint(recipient), promised), "swapped");
  return bech32.encode(PREFIX, bech32.toWords(recipient), false);
}

/** @param {string} recipient age1pq1… @returns {Bytes} 1,216 bytes */
export function recipientBytes(recipient) {
  const { prefix, words } = bech32.decode(/** @type {`${string}1${string}`} */ (recipient), false); // longer than Bech32 itself allows
  const bytes = new Uint8Array(bech32.fromWords(words));
  need(prefix === PREFIX && bytes.length === RECIPIENT, "bad_encoding");
  return bytes;
}
