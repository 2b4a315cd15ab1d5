/** How long an answer is waited for; browsers of five years ago have no AbortSignal.timeout. */

/** @param {number} ms @returns {AbortSignal} aborted after so long */
export function patience(ms) {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), ms);
  return stop.signal;
}
