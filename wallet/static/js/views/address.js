/** The address of somebody's mailbox: read from their badge, pasted, or behind digits that they said. */
import { parseAddress } from "../crypto/address.js";
import { plainDigits } from "../crypto/text.js";
import { WalletError } from "../errors.js";
import { report } from "../ui/problem.js";
import { scan } from "./scan_card.js";
import { work } from "./working.js";

const DIGITS = /^[\d\s.-]+$/;

/** @param {string} text @returns {string} what stands behind its #; `bad_address` */
export function checked(text) {
  const address = text.slice(text.indexOf("#") + 1).trim();
  if (!address || !parseAddress(address)) throw new WalletError("bad_address");
  return address;
}

/** Goes on with what was typed, an address or digits; where it leads to none, the person was told, and it goes back. @param {string} text @param {(address: string) => unknown} next @param {(typed: string) => unknown} back */
export async function typedAddress(text, next, back) {
  if (!DIGITS.test(plainDigits(text))) return next(checked(text));
  const heard = await work("contact.hear", { digits: text }, "contact.hearing");
  return heard ? next(heard.address) : back(text);
}

/** Reads a badge, and goes on with its address; where that does not work, back. @param {(address: string) => unknown} next @param {() => unknown} back */
export async function scanAddress(next, back) {
  try {
    const [address = ""] = await scan((text) => (text.includes("/d#") ? [checked(text)] : null), back);
    await next(address);
  } catch (problem) {
    await back();
    await report(problem);
  }
}
