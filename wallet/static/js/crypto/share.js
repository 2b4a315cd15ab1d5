/** Shares: the manifest, the doors that seal its key, the link. Protocol section 8. */
import { need } from "../errors.js";
import { frame, jsonBytes, open, OVERHEAD, parseJson, seal, unframe } from "./aead.js";
import { b64, concat, label, unb64 } from "./bytes.js";
import { hkdf, hmac } from "./hkdf.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {Record<string, any> & {v: 1}} Manifest fields: see docs/format.md */
/** @typedef {"link" | "code" | "address" | "mailbox" | "card"} DoorKind */

const STEP = 8192;
const LARGEST = 256 * 1024;
/** The byte that stands for a kind of door where its key is sealed. @type {Readonly<Record<DoorKind, number>>} */
const KINDS = { link: 1, code: 2, mailbox: 3, card: 4, address: 5 };

/** @param {Uint8Array} m 32 bytes @param {Uint8Array} shareId @param {Manifest} manifest @returns {Bytes} a multiple of 8 KiB; `too_large` beyond 256 KiB */
export function sealManifest(m, shareId, manifest) {
  need(manifest.v === 1, "bad_version");
  const json = jsonBytes(manifest);
  const size = Math.ceil((json.length + 4 + OVERHEAD) / STEP) * STEP;
  need(size <= LARGEST, "too_large");
  return seal(m, manifestAad(shareId), frame(json, size - OVERHEAD));
}

/** @param {Uint8Array} m @param {Uint8Array} shareId @param {Uint8Array} bytes @returns {Manifest}; `damaged`, or what is wrong inside */
export function openManifest(m, shareId, bytes) {
  need(bytes.length > 0 && bytes.length % STEP === 0 && bytes.length <= LARGEST, "bad_length");
  return /** @type {Manifest} */ (parseJson(unframe(open(m, manifestAad(shareId), bytes))));
}

/** @param {Uint8Array} s what a link or a QR carries, 16 bytes @param {Uint8Array} doorId @returns {{K: Bytes, open: Bytes}} `open` is shown to the server */
export function linkKeys(s, doorId) {
  need(s.length === 16, "bad_length");
  return doorKeys(s, doorId);
}

/** @param {Uint8Array} s S of a link, or Z (32 bytes) of digits @param {Uint8Array} doorId @returns {{K: Bytes, open: Bytes}} */
export function doorKeys(s, doorId) {
  need(doorId.length === 16, "bad_length");
  return { K: hkdf(s, doorId, "WV1/share", 32), open: hkdf(s, doorId, "WV1/share/open", 32) };
}

/** @param {Uint8Array} key K @param {Uint8Array} doorId @param {DoorKind} kind @param {Uint8Array} m 32 bytes @returns {Bytes} 72 bytes */
export function sealM(key, doorId, kind, m) {
  need(m.length === 32, "bad_length");
  return seal(key, doorAad(doorId, kind), m);
}

/** @param {Uint8Array} key K @param {Uint8Array} doorId @param {DoorKind} kind @param {Uint8Array} sealed @returns {Bytes} M, 32 bytes */
export function openM(key, doorId, kind, sealed) {
  need(sealed.length === 32 + OVERHEAD, "bad_length");
  return open(key, doorAad(doorId, kind), sealed);
}

/** @param {string} origin @param {Uint8Array} doorId @param {Uint8Array} s */
export function shareUrl(origin, doorId, s) {
  need(doorId.length === 16 && s.length === 16, "bad_length");
  return `${origin}/s#${b64(concat(doorId, s))}`;
}

/** @param {string} fragment with or without its `#` @returns {{doorId: Bytes, S: Bytes} | null} null where there is none; `bad_encoding` or `bad_length` where it is broken */
export function parseFragment(fragment) {
  const chars = fragment.replace(/^#/, "");
  if (chars === "") return null;
  const bytes = unb64(chars);
  need(bytes.length === 32, "bad_length");
  return { doorId: bytes.slice(0, 16), S: bytes.slice(16) };
}

/** @param {Uint8Array} owner the share's owner token @param {Uint8Array} grantId @returns {Bytes} the grant's owner token, 16 bytes */
export function grantOwner(owner, grantId) {
  need(owner.length === 16 && grantId.length === 16, "bad_length");
  return hmac(owner, grantId).slice(0, 16);
}

/** @param {Uint8Array} shareId */
function manifestAad(shareId) {
  need(shareId.length === 16, "bad_length");
  return concat(label("WV1/manifest"), shareId);
}

/** @param {Uint8Array} doorId @param {DoorKind} kind */
function doorAad(doorId, kind) {
  need(doorId.length === 16, "bad_length");
  need(KINDS[kind] > 0, "bad_kind");
  return concat(label("WV1/share-door"), doorId, Uint8Array.of(KINDS[kind]));
}
