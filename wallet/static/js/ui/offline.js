/** The pages on a device of one's own: kept for when there is no network, if the owner asked for it. */
import { patience } from "../patience.js";
import { workerAddress } from "./parts.js";
import { rules } from "./rules.js";
import { language } from "./words.js";

const PATIENCE_MS = 4000;

/** Whether this device can keep the pages: never a shared PC. */
export function possible() {
  return !rules.pc && "serviceWorker" in navigator && globalThis.isSecureContext;
}

/** Whether it keeps them now. */
export function kept() {
  return possible() && navigator.serviceWorker.controller !== null;
}

/** Keeps them from now on; resolves once they are there. */
export async function keep() {
  await navigator.serviceWorker.register(workerAddress(language()));
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
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
