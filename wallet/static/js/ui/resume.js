/**
 * What a reload keeps of an opening, for 15 minutes at most: docs/decisions/0006-what-a-reload-keeps.md. It stands in
 * this tab's history entry alone, and goes when the reader closes, leaves, or the time is over.
 */

import { linkKey } from "./link_key.js";

/** @typedef {{fragment: string, doorId: string, resume: string, until: number}} Kept `fragment` is "" for digits */

const LIFE_MS = 14 * 60_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** The pages of links, without what a mail program may have put behind them. */
const PAGE = /^(?:\/\w\w)?\/[sdm](?=\W|$)/;

/** Takes the fragment out of the address and gives it: also where a mail program has made the # a part of the path. */
export function takeFragment() {
  const { hash, pathname } = location;
  const fragment = linkKey(hash) ?? linkKey(pathname) ?? hash;
  history.replaceState(fragment ? null : history.state, "", PAGE.exec(pathname)?.[0] ?? pathname);
  return fragment;
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
