/** Rows that are drawn for the person. A name that too many have tried today is passed over before anybody sees it. */
import { COUNTS, drawPictures } from "../crypto/row.js";
import { WalletError } from "../errors.js";
import { askedOf, evaluate, guessSecret, stretched } from "./guess.js";

/**
 * @typedef {import("./guess.js").Chosen} Chosen
 * @typedef {import("./guess.js").Evaluated} Evaluated
 * @typedef {import("./guess.js").Guess} Guess
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {{row: number[], evaluated: Evaluated}} RowDraft
 */

const DRAWS = 5;

/** Seven different pictures; the server's answer for them is kept for when they are chosen. @param {Keeper} keeper @param {Doing} doing @returns {Promise<{row: number[]}>} @throws {WalletError} `too_many_guesses` where no name is free */
export async function drawRow(keeper, doing) {
  for (let draw = 1; ; draw++) {
    const row = drawPictures(COUNTS.row);
    try {
      keeper.drafts.row = { row, evaluated: await evaluate(keeper.api, askedOf({ row }), doing) };
      return { row };
    } catch (problem) {
      if (draw === DRAWS || !(problem instanceof WalletError) || problem.code !== "too_many_guesses") throw problem;
    }
  }
}

/** The key of what was chosen, without asking again where it was drawn just now. @param {Keeper} keeper @param {Chosen} chosen @param {Doing} doing @returns {Promise<Guess>} */
export async function guessChosen(keeper, chosen, doing) {
  const drawn = keeper.drafts.row;
  if (!drawn || !("row" in chosen) || chosen.row.join() !== drawn.row.join()) return guessSecret(keeper.api, chosen, doing);
  return stretched(askedOf(chosen), drawn.evaluated, doing);
}
