/** Settings: language, help, finish. The example of how a screen is made (docs/journeys.md). */
import { onClick } from "../ui/dom.js";
import * as leave from "../ui/leave.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";

/** @param {{from?: string}} [arg] `from` is the screen to return to */
function showSettings({ from = "papers" } = {}) {
  const root = screen.show("screen-settings", {}, { back: () => screen.go(from) });
  for (const link of root.querySelectorAll("a[data-closes]")) link.addEventListener("click", askBeforeLeaving);
  onClick(root, "finish", leave.finish);
}

/**
 * Another page closes the wallet, since its keys live in this one: ask first.
 * @param {Event} event
 */
async function askBeforeLeaving(event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  event.preventDefault();
  if ((await ask("sheet-closes")) === "yes") location.assign(link.href);
}

export const settings = { settings: showSettings };
