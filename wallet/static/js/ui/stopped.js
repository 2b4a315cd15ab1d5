/** What cannot be opened is told in one way, by a link, digits or a card. */
import { WalletError } from "../errors.js";
import { hasWord, word } from "./words.js";

/** @param {unknown} problem @returns {string} why, and how long to wait where that helps */
export function whyStopped(problem) {
  const { code, retryAfter } = problem instanceof WalletError ? problem : new WalletError("unexpected");
  const why = word(hasWord(`stopped.${code}`) ? `stopped.${code}` : "stopped.unknown");
  return retryAfter ? `${why} ${word("stopped.wait", { n: Math.ceil(retryAfter / 60) })}` : why;
}
