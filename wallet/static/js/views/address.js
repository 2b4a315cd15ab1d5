/** The address of somebody's mailbox: read from their badge, pasted, or behind digits that they said. */
import { parseDropAddress } from "../crypto/address.js";
import { plainDigits } from "../crypto/text.js";
import { WalletError } from "../errors.js";
import * as idle from "../ui/idle.js";
import { linkKey } from "../ui/link_key.js";
import { report } from "../ui/problem.js";
import { call } from "../vault.js";
import { scan } from "./scan_card.js";
import { showWorking } from "./working.js";

const DIGITS = /^[\d\s.-]+$/;
/** What a message brings along and nobody sees. */
const UNSEEN = /\p{Cf}/gu;

/** @param {string} text @returns {string} what stands behind its #; `bad_address` */
export function checked(text) {
  const address = linkKey(text) ?? "";
  if (!isAddress(address)) throw new WalletError("bad_address");
  return address.slice(1);
}

/** @param {string} text */
function isAddress(text) {
  try {
    return parseDropAddress(text) !== null;
  } catch (problem) {
    if (problem instanceof WalletError) return false;
    throw problem;
  }
}

/** Goes on with what was typed, an address or digits; where it leads nowhere, back, with what was typed. @param {string} text @param {(address: string) => unknown} next @param {(typed: string) => unknown} back */
export async function typedAddress(text, next, back) {
  try {
    const said = text.replace(UNSEEN, "").replace(/\p{Pd}/gu, "-");
    await next(DIGITS.test(plainDigits(said)) ? await heard(said) : checked(text));
  } catch (problem) {
    await back(text);
    await report(problem);
  }
}

/** @param {string} digits @returns {Promise<string>} */
async function heard(digits) {
  const { address } = await idle.during(call("contact.hear", { digits }, { onprogress: showWorking("contact.hearing") }));
  return address;
}

/** Reads a badge, and goes on with its address; where that does not work, back. @param {(address: string) => unknown} next @param {() => unknown} back */
export async function scanAddress(next, back) {
  try {
    const [address = ""] = await scan((text) => (/\/d\/?(?:#|%)/.test(text) ? [checked(text)] : null), back);
    await next(address);
  } catch (problem) {
    await back();
    await report(problem);
  }
}
