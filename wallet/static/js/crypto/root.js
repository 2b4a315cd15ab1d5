/** The keys of a vault, all from its root; and the signature that opens a session. Protocol section 5. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { bech32 } from "@scure/base";
import { identityToRecipient } from "age-encryption";
import { need } from "../errors.js";
import { concat, label } from "./bytes.js";
import { hkdf } from "./hkdf.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/**
 * @typedef {object} VaultKeys
 * @property {Bytes} vaultId 16 bytes
 * @property {Bytes} authSecret Ed25519 seed, 32 bytes
 * @property {Bytes} authPub
 * @property {Bytes} catalogueKey 32 bytes
 * @property {string} ageIdentity AGE-SECRET-KEY-PQ-1…
 * @property {string} ageRecipient age1pq1…
 * @property {Bytes} signSecret Ed25519 seed, 32 bytes
 * @property {Bytes} signPub
 */

/** @param {Uint8Array} root 32 bytes @returns {Promise<VaultKeys>} */
export async function vaultKeys(root) {
  need(root.length === 32, "bad_length");
  const authSecret = hkdf(root, null, "WV1/auth", 32);
  const signSecret = hkdf(root, null, "WV1/sign", 32);
  const ageIdentity = bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", hkdf(root, null, "WV1/age-pq", 32)).toUpperCase();
  return {
    vaultId: hkdf(root, null, "WV1/vault/id", 16),
    authSecret,
    authPub: publicKey(authSecret),
    catalogueKey: hkdf(root, null, "WV1/catalogue", 32),
    ageIdentity,
    ageRecipient: await identityToRecipient(ageIdentity),
    signSecret,
    signPub: publicKey(signSecret),
  };
}

/** @param {Pick<VaultKeys, "vaultId" | "authSecret">} keys @param {string} origin as `location.origin` gives it @param {Uint8Array} nonce 32 bytes @returns {Bytes} 64 bytes */
export function loginSignature(keys, origin, nonce) {
  return sign(keys.authSecret, loginMessage(origin, keys.vaultId, nonce));
}

/** @param {string} origin ASCII @param {Uint8Array} vaultId @param {Uint8Array} nonce @returns {Bytes} what is signed at login */
export function loginMessage(origin, vaultId, nonce) {
  need(vaultId.length === 16 && nonce.length === 32, "bad_length");
  return concat(label("WV1/login"), label(origin), vaultId, nonce);
}

/** @param {Uint8Array} seed @param {Uint8Array} message @returns {Bytes} */
export function sign(seed, message) {
  return concat(ed25519.sign(message, seed));
}

/** Strict Ed25519 (RFC 8032), not ZIP 215. @param {Uint8Array} pub @param {Uint8Array} message @param {Uint8Array} signature @returns {boolean} */
export function verify(pub, message, signature) {
  if (pub.length !== 32 || signature.length !== 64) return false;
  return ed25519.verify(signature, message, pub, { zip215: false });
}

/** @param {Uint8Array} seed @returns {Bytes} */
export function publicKey(seed) {
  return concat(ed25519.getPublicKey(seed));
}
