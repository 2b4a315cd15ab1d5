/** Tidying up when something leaves the page, whichever way it leaves. */

/**
 * @param {() => boolean} isThere looked at after every change of the page
 * @param {() => void} duty called once, when it is not
 */
export function whenGone(isThere, duty) {
  const seen = new MutationObserver(() => {
    if (isThere()) return;
    seen.disconnect();
    duty();
  });
  seen.observe(document.body, { childList: true, subtree: true });
}
