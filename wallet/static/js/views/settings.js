/** Settings: language, help, other devices, finish; what opens the wallet has screens of its own (views/doors.js). */
import { onClick } from "../ui/dom.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { call } from "../vault.js";

/** @param {{from?: string}} [arg] `from` is the screen to return to */
function showSettings({ from = "papers" } = {}) {
  const root = screen.show("screen-settings", {}, { back: () => screen.go(from) });
  for (const link of root.querySelectorAll("a[data-closes]")) link.addEventListener("click", askBeforeLeaving);
  onClick(root, "finish", screen.finish);
  onClick(root, "others", () => screen.attempt(endOthers));
}

/** Nobody is told how many there were. */
async function endOthers() {
  if ((await ask("sheet-others")) !== "yes") return;
  await call("session.endOthers");
  live.say("settings.others-out");
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
