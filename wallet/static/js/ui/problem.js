/** Tells a person what went wrong: the words stand in templates/open/problems.html, found by the error's code. */
import { WalletError } from "../errors.js";
import { ask } from "./sheet.js";
import { hasWord, word } from "./words.js";

/**
 * The sentence for an error.
 * @param {unknown} problem
 */
export function sentence(problem) {
  const code = problem instanceof WalletError ? problem.code : "unknown";
  const key = hasWord(`problem.${code}`) ? `problem.${code}` : "problem.unknown";
  const wait = problem instanceof WalletError ? problem.retryAfter : null;
  return wait ? `${word(key)} ${word("problem.wait", { n: Math.ceil(wait / 60) })}` : word(key);
}

/**
 * Shows the sentence and waits until it was read. What is no WalletError is a fault of ours and is thrown on, too.
 * @param {unknown} problem
 */
export async function report(problem) {
  await ask("sheet-problem", { what: sentence(problem) });
  if (!(problem instanceof WalletError)) throw problem;
}
