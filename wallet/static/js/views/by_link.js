/** A page that is about what stands behind the # of its link: where there is none, or it is broken, it asks for the link. */
import { WalletError } from "../errors.js";
import { field, find } from "../ui/dom.js";
import { linkKey } from "../ui/link_key.js";
import * as stage from "../ui/stage.js";
import { word } from "../ui/words.js";

/** @typedef {{screen: string, none: string, broken: string}} Asks the screen with the form, and the words that say why */

/** @param {string} fragment with its # @param {(fragment: string) => unknown} parse null where there is nothing in it @param {(fragment: string) => unknown} show @param {Asks} asks */
export function enterByLink(fragment, parse, show, asks) {
  const again = (/** @type {string} */ other) => enterByLink(other, parse, show, asks);
  try {
    return parse(fragment) ? show(fragment) : askForLink(asks.screen, asks.none, again);
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem;
    return askForLink(asks.screen, asks.broken, again);
  }
}

/** @param {string} screen @param {string} key of the word that says why @param {(fragment: string) => unknown} enter */
export function askForLink(screen, key, enter) {
  const root = stage.show(screen, { what: word(key) });
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const link = field(root, "link").value.trim();
    if (link) void enter(linkKey(link) ?? `#${link}`);
  });
}

/** Another language keeps the link: it is in no address any more, so it travels with the click. @param {string} fragment */
export function carry(fragment) {
  for (const link of document.querySelectorAll(".tongues a")) /** @type {HTMLAnchorElement} */ (link).hash = fragment;
}
