/** The browser's half of RFC 9497, OPRF(ristretto255, SHA-512), mode 0x00. Protocol section 4. */
import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import { WalletError, need } from "../errors.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/**
 * @param {Uint8Array} input
 * @param {(n?: number) => Uint8Array} [rng] passed in by vectors only
 * @returns {{blind: Bytes, blinded: Bytes}} keep `blind`, send `blinded` (32 bytes each)
 */
export function blind(input, rng) {
  return ristretto255_oprf.oprf.blind(input, /** @type {any} */ (rng));
}

/**
 * @param {Uint8Array} input the one that was blinded
 * @param {Uint8Array} secret the kept `blind`
 * @param {Uint8Array} evaluation 32 bytes from the server
 * @returns {Bytes} N, 64 bytes; `bad_point` where the evaluation is no valid element or the identity
 */
export function finalize(input, secret, evaluation) {
  need(evaluation.length === 32, "bad_length");
  try {
    return ristretto255_oprf.oprf.finalize(input, secret, evaluation);
  } catch (cause) {
    throw new WalletError("bad_point", { cause });
  }
}
