/** From what the person holds to the key of a door, with the server's help and 64 MiB of work. Protocol section 4. */
import { argon2id } from "../crypto/argon.js";
import { b64, unb64 } from "../crypto/bytes.js";
import { codeBytes, pocketLookup } from "../crypto/card.js";
import { argonSalt, sukPocket, sukSafe, sukSecret } from "../crypto/doorkey.js";
import { lookup, nameBytes } from "../crypto/name.js";
import { blind, finalize } from "../crypto/oprf.js";
import { secretBytes } from "../crypto/secret.js";

/**
 * @typedef {import("../api.js").Api} Api
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("../crypto/name.js").Said} Said
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {{suk: Bytes, former: (() => Promise<Bytes>) | null}} Guess `former`: the key under the seed that is being replaced
 * @typedef {(n: Bytes, s: Bytes) => Bytes} Finish
 */

/** @param {Api} api @param {{name: Said, secret: Said}} said @param {Doing} doing @returns {Promise<Guess>} one guess is spent */
export function guessSecret(api, said, doing) {
  return guess(api, lookup(nameBytes(said.name)), secretBytes(said.secret), sukSecret, doing);
}

/** @param {Api} api @param {Bytes} card @param {string | null} code null for a safe card @param {Doing} doing @returns {Promise<Guess>} */
export async function guessCard(api, card, code, doing) {
  if (code === null) return { suk: sukSafe(card), former: null };
  return guess(api, pocketLookup(card), codeBytes(code), (n, s) => sukPocket(card, n, s), doing);
}

/** @param {Api} api @param {Bytes} name @param {Bytes} input @param {Finish} finish @param {Doing} doing @returns {Promise<Guess>} */
async function guess(api, name, input, finish, doing) {
  doing.tell("guess", 0);
  const blinding = blind(input);
  const answer = await api.json("oprf", { lookup: b64(name), blinded: b64(blinding.blinded) }, { signal: doing.signal });
  const from = async (/** @type {string} */ evaluation) => {
    const n = finalize(input, blinding.blind, unb64(evaluation));
    return finish(n, await argon2id(n, argonSalt(name), (done) => doing.tell("argon", 0.05 + done * 0.85)));
  };
  const { former } = answer;
  return { suk: await from(answer.evaluation), former: former ? () => from(former.evaluation) : null };
}
