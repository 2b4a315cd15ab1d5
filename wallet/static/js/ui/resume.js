/**
 * What a reload keeps of an opening, for 15 minutes at most: docs/decisions/0006-what-a-reload-keeps.md. It stands in
 * this tab's history entry alone, and goes when the reader closes, leaves, or the time is over.
 */

/** @typedef {{fragment: string, doorId: string, resume: string, until: number}} Kept `fragment` is "" for digits */

const LIFE_MS = 14 * 60_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Takes the fragment out of the address and gives it. */
export function takeFragment() {
  const { hash, pathname } = location;
  history.replaceState(hash ? null : history.state, "", pathname);
  return hash;
}

/** @returns {Kept | null} */
export function kept() {
  const state = history.state?.opening;
  return state && state.until > Date.now() && state.until <= Date.now() + LIFE_MS ? state : null;
}

/**
 * @param {{fragment: string, doorId: string, resume: string}} opening
 */
export function keep(opening) {
  const former = kept();
  const until = former?.resume === opening.resume ? former.until : Date.now() + LIFE_MS;
  history.replaceState({ opening: { ...opening, until } }, "");
  clearTimeout(timer);
  timer = setTimeout(forget, until - Date.now());
}

export function forget() {
  clearTimeout(timer);
  history.replaceState(null, "");
}
