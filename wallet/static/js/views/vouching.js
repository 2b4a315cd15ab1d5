/** Who an organisation says somebody is, in words. */
import { isolateName } from "../ui/isolate.js";
import { day } from "../ui/when.js";
import { word } from "../ui/words.js";
import { now } from "../vault.js";

/** @typedef {{org: string, name: string, until: number}} Who */

/** @param {Who | null | undefined} who @returns {string} "" where nobody has ever said it */
export function vouching(who) {
  if (!who) return "";
  const key = who.until > now() ? "contact.vouched" : "contact.vouched-before";
  return word(key, { org: isolateName(who.org), day: day(who.until) });
}

/** The name that stands there already when they are met. @param {Who | null} who @returns {string} */
export function known(who) {
  return who ? word("work.named", who) : "";
}
