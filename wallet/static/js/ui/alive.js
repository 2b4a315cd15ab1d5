/** Notices soon that the wallet was closed from another device: asks the server when somebody uses it again. */
import { WalletError } from "../errors.js";
import { call } from "../vault.js";

const REST_MS = 15_000; // each time the whole list comes, 16 KiB at least: not more often than a prepaid line bears
let last = 0;
let waiting = false;

/** Starts looking; called when a wallet is open. A session that is gone is told by `vault.onlost`. */
export function watch() {
  if (last) return;
  last = performance.now();
  for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, look, { capture: true, passive: true });
  document.addEventListener("visibilitychange", look);
}

/** Soon after a sign of life, and not more often than that. */
function look() {
  if (document.hidden || waiting) return;
  waiting = true;
  setTimeout(ask, Math.max(0, last + REST_MS - performance.now()));
}

async function ask() {
  waiting = false;
  last = performance.now();
  try {
    await call("refresh");
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem; // what the person did tells them what went wrong
  }
}
