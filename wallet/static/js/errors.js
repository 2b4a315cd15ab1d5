/**
 * The browser's half of the one error family. `code` is the same word as on the server and in the format;
 * the sentence a person reads stands in templates/, found by code.
 */
export class WalletError extends Error {
  /**
   * @param {string} code stable once published
   * @param {{retryAfter?: number | null, cause?: unknown}} [more] `retryAfter` in whole seconds
   */
  constructor(code, more = {}) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "WalletError";
    this.code = code;
    this.retryAfter = more.retryAfter ?? null;
  }
}

/**
 * Lets the browser tell a fault of ours in its console, while whoever met it goes on.
 * @param {unknown} problem
 */
export function throwLater(problem) {
  setTimeout(() => {
    throw problem;
  });
}

/**
 * Refuses by raising, unless `holds`.
 * @param {unknown} holds
 * @param {string} code
 * @returns {asserts holds}
 */
export function need(holds, code) {
  if (!holds) throw new WalletError(code);
}
