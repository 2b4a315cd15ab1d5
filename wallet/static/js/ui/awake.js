/** Keeps the screen on while something is shown to somebody else's camera. */

/**
 * Until `element` leaves the page. Where the browser cannot, the screen darkens as always.
 * @param {HTMLElement} element
 */
export async function stayAwake(element) {
  try {
    const lock = await navigator.wakeLock?.request("screen");
    if (!lock) return;
    const seen = new MutationObserver(() => {
      if (element.isConnected) return;
      seen.disconnect();
      void lock.release();
    });
    seen.observe(document.body, { childList: true, subtree: true });
  } catch {
    return; // refused, for instance on an empty battery
  }
}
