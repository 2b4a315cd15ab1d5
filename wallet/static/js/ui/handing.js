/**
 * What the wallet page hands to the page of whom papers are shown to, in a window that it opened: the key of a share that
 * came into a mailbox. It never stands in an address, so no link can be passed on by mistake.
 */

const READY = "ready";

/** Opens that page and gives it `fragment` once it asks. @param {string} address of the page @param {string} fragment @returns {boolean} false where the browser opens no window */
export function hand(address, fragment) {
  const opened = window.open(address);
  if (!opened) return false;
  addEventListener("message", function answer({ source, origin, data }) {
    if (source !== opened || origin !== location.origin || data !== READY) return;
    removeEventListener("message", answer);
    opened.postMessage({ fragment }, location.origin);
  });
  return true;
}

/** Calls `then` with what this page is handed, where a page of ours opened it. @param {(fragment: string) => unknown} then */
export function whenHanded(then) {
  onmessage = ({ origin, data }) => origin === location.origin && then(data.fragment);
  window.opener?.postMessage(READY, location.origin);
}
