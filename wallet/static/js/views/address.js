/** The address of somebody's mailbox, typed or read from their badge. */
import { parseAddress } from "../crypto/address.js";
import { WalletError } from "../errors.js";
import { report } from "../ui/problem.js";
import { scan } from "./scan_card.js";

/** @param {string} text @returns {string} what stands behind its #; `bad_address` */
export function checked(text) {
  const address = text.slice(text.indexOf("#") + 1).trim();
  if (!address || !parseAddress(address)) throw new WalletError("bad_address");
  return address;
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
