/** Asks before everything on a list is removed. */
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { call } from "../vault.js";

/** @param {string} method @param {unknown} all what the list showed */
export async function removeAll(method, all) {
  if ((await ask("sheet-remove-all")) !== "yes") return;
  await call(method, all);
  await screen.go("papers");
  live.say("mailbox.removed");
}
