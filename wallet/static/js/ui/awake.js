/** Keeps the screen on while something is shown to somebody else's camera. */
import { whenGone } from "./gone.js";

/**
 * Until `element` leaves the page. Where the browser cannot, the screen darkens as always.
 * @param {HTMLElement} element
 */
export async function stayAwake(element) {
  try {
    const lock = await navigator.wakeLock?.request("screen");
    if (lock) whenGone(() => element.isConnected, () => void lock.release());
  } catch {
    return; // refused, for instance on an empty battery
  }
}
