/** The pages on a device of one's own: kept for when there is no network, if the owner asked for it. */
import { WalletError } from "../errors.js";
import { patience } from "../patience.js";
import * as shelf from "../shelf.js";
import { workerAddress } from "./parts.js";
import { rules } from "./rules.js";
import { language } from "./words.js";

const PATIENCE_MS = 4000;

/** Whether this device can keep the pages: never a shared PC. */
export function possible() {
  return !rules.pc && "serviceWorker" in navigator && globalThis.isSecureContext;
}

/** The same, and whether its browser lets it: one that blocks cookies keeps nothing. */
export async function allowed() {
  return possible() && (await shelf.possible());
}

/** Whether it keeps them now. */
export function kept() {
  return possible() && Boolean(navigator.serviceWorker.controller);
}

/** Keeps them from now on; resolves once they are there. Raises `not_kept` where the browser refuses, or has no room. */
export async function keep() {
  const { installing } = await navigator.serviceWorker.register(workerAddress(language())).catch(refuse);
  const given = new Promise((_, reject) => installing?.addEventListener("statechange", () => installing.state === "redundant" && reject(new WalletError("not_kept"))));
  await Promise.race([navigator.serviceWorker.ready, given]);
  if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
}

/** @param {unknown} cause @returns {never} */
function refuse(cause) {
  if (!(cause instanceof DOMException)) throw cause;
  throw new WalletError("not_kept", { cause });
}

/** Takes them off this device. */
export async function forget() {
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}

/** Shows what says that there is no network, where a kept page stands without one. */
export async function tell() {
  const notice = document.querySelector("[data-offline]");
  if (!(notice instanceof HTMLElement) || !kept()) return;
  notice.hidden = await reached();
}

/** Whether the server can be reached now. */
export function reached() {
  return fetch("/healthz", { signal: patience(PATIENCE_MS) }).then(
    () => true,
    () => false,
  );
}
