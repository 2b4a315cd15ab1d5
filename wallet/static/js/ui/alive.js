/** Notices soon that the wallet was closed from another device: asks the server when somebody uses it again. */
import { WalletError } from "../errors.js";
import { call } from "../vault.js";

const REST_MS = 5_000;
let last = 0;

/** Starts looking; called when a wallet is open. A session that is gone is told by `vault.onlost`. */
export function watch() {
  if (last) return;
  last = Date.now();
  for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, look, { capture: true, passive: true });
  document.addEventListener("visibilitychange", look);
}

async function look() {
  if (document.hidden || Date.now() - last < REST_MS) return;
  last = Date.now();
  try {
    await call("refresh");
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem; // what the person did tells them what went wrong
  }
}
