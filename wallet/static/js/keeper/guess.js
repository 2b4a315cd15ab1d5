/** From what the person holds to the key of a door, with the server's help and 64 MiB of work. Protocol section 4, decision 0022. */
import { argon2id } from "../crypto/argon.js";
import { b64, unb64 } from "../crypto/bytes.js";
import { pocketLookup, threeBytes } from "../crypto/card.js";
import { argonSalt, joined, sukPhrase, sukPocket, sukRow, sukSafe } from "../crypto/doorkey.js";
import { lookup, nameBytes } from "../crypto/name.js";
import { blind, finalize } from "../crypto/oprf.js";
import { readRow } from "../crypto/row.js";
import { phraseBytes, rowBytes } from "../crypto/secret.js";
import { worked } from "../puzzle.js";

/**
 * @typedef {import("../api.js").Api} Api
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("../crypto/doorkey.js").Kind} Kind
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {{row: number[]} | {phrase: string, name: number[]}} Said seven pictures in order, or words of one's own and two pictures
 * @typedef {{row: number[]} | {phrase: string, name: number[], three: number[]}} Chosen the same, with the three pictures of the card
 * @typedef {{kind: Kind, lookup: Bytes, input: Bytes}} Asked
 * @typedef {{outputs: Bytes[], former: Bytes[] | null, busy: boolean}} Evaluated one output for each OPRF operator; `former`: under the seed that is being replaced
 * @typedef {{suk: Bytes, former: (() => Promise<Bytes>) | null, busy?: boolean, three?: number[]}} Guess `busy`: many have tried this name today; `three`: the cards' pictures, where a row was said
 * @typedef {(outputs: Bytes[], s: Bytes) => Bytes} Finish
 */

/** @param {Api} api @param {Said} said @param {Doing} doing @returns {Promise<Guess>} one guess is spent */
export async function guessSecret(api, said, doing) {
  const asked = askedOf(said);
  doing.tell("guess", 0);
  const guess = await stretched(asked, await evaluate(api, asked, doing), doing);
  return "row" in said ? { ...guess, three: threeOf(said) } : guess;
}

/** @param {Api} api @param {Bytes} card @param {number[] | null} three pictures, null for a safe card @param {Doing} doing @returns {Promise<Guess>} */
export async function guessCard(api, card, three, doing) {
  if (three === null) return { suk: sukSafe(card), former: null };
  /** @type {Asked} */
  const asked = { kind: "card", lookup: pocketLookup(card), input: threeBytes(three) };
  doing.tell("guess", 0);
  return stretch(asked, await evaluate(api, asked, doing), (outputs, s) => sukPocket(card, outputs, s), doing);
}

/** @param {Said} said @returns {Asked} */
export function askedOf(said) {
  if ("phrase" in said) return { kind: "phrase", lookup: lookup(nameBytes(said.name)), input: phraseBytes(said.phrase) };
  const { secret, name } = readRow(said.row);
  return { kind: "row", lookup: lookup(nameBytes(name)), input: rowBytes(secret) };
}

/** The pictures that open with the card. @param {Chosen} chosen */
export function threeOf(chosen) {
  return "phrase" in chosen ? chosen.three : readRow(chosen.row).three;
}

/** Asks the server once. @param {Api} api @param {Asked} asked @param {{signal: AbortSignal | null}} doing @returns {Promise<Evaluated>} @throws {WalletError} `too_many_guesses` */
export async function evaluate(api, { kind, lookup: name, input }, { signal }) {
  const blinding = blind(input);
  const answer = await worked(api, "oprf", { kind, lookup: b64(name), blinded: b64(blinding.blinded) }, { signal });
  const output = (/** @type {{evaluation: string}} */ one) => [finalize(input, blinding.blind, unb64(one.evaluation))];
  return { outputs: output(answer), former: answer.former ? output(answer.former) : null, busy: answer.busy };
}

/** The work that makes guessing slow. @param {Asked} asked a row or words @param {Evaluated} evaluated @param {Doing} doing @returns {Promise<Guess>} */
export function stretched(asked, evaluated, doing) {
  return stretch(asked, evaluated, asked.kind === "row" ? sukRow : sukPhrase, doing);
}

/** @param {Asked} asked @param {Evaluated} evaluated @param {Finish} finish @param {Doing} doing @returns {Promise<Guess>} */
async function stretch({ kind, lookup: name }, { outputs, former, busy }, finish, doing) {
  const from = async (/** @type {Bytes[]} */ some) => finish(some, await argon2id(joined(some), argonSalt(kind, name), (done) => doing.tell("argon", 0.05 + done * 0.85)));
  return { suk: await from(outputs), former: former && (() => from(former)), busy };
}
