/**
 * What the wallet page hands to the page of whom papers are shown to, in a window that it opened: the key of a share that
 * came into a mailbox, and the opening that was counted. It never stands in an address, so no link can be passed on by mistake.
 *
 * @typedef {{fragment: string, doorId: string, resume: string}} Handed
 */

const READY = 1;

/** Opens that page and gives it `handed` once it asks. @param {Window} opened @param {Promise<Handed>} handed */
export async function hand(opened, handed) {
  const give = (/** @type {MessageEvent} */ { source, origin, data }) => {
    if (source !== opened || origin !== location.origin || data !== READY) return;
    removeEventListener("message", give);
    void handed.then((given) => opened.postMessage(given, location.origin), () => undefined);
  };
  addEventListener("message", give);
  try {
    await handed;
  } catch (problem) {
    removeEventListener("message", give);
    throw problem;
  }
}

/** Calls `then` with what this page is handed, where a page of ours opened it. @param {(handed: Handed) => unknown} then */
export function whenHanded(then) {
  onmessage = ({ origin, data }) => origin === location.origin && then(data);
  window.opener?.postMessage(READY, location.origin);
}
