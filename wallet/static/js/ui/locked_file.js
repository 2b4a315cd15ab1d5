/** A file that was locked with digits, or with any words, by age: opened where it is one. */
import { armor, Decrypter } from "age-encryption";
import { need, WalletError } from "../errors.js";
import { gathered } from "./gathered.js";
import { digits } from "./groups.js";

/** @typedef {import("./unpack.js").Ask} Ask */

const HEAD = "age-encryption.org/v1\n-> scrypt ";
const ARMORED = "-----BEGIN AGE ENCRYPTED FILE-----";
/** The digits of an export (ui/archive.js): six groups of four. */
const GROUPS = /^\d{24}$/;
/** More would take a phone's whole memory; age itself takes 18, an export 16. */
const MOST_WORK = 18;

/** @param {Blob} file @param {Ask} ask @returns {Promise<Blob>} what was locked in it, or the file itself; raises `bad_archive` */
export async function unlocked(file, ask) {
  const sealed = await binary(file);
  const head = await sealed.slice(0, 200).text();
  if (!head.startsWith("age-encryption.org/")) return file;
  need(head.startsWith(HEAD) && Number(head.slice(HEAD.length).split(/\s/)[1]) <= MOST_WORK, "bad_archive");
  for (let wrong = false; ; wrong = true) {
    const opened = await openWith(sealed, words(await ask("digits", wrong)));
    if (opened) return opened;
  }
}

/** Without the letters in which age wraps a file for a mail. @param {Blob} file */
async function binary(file) {
  if ((await file.slice(0, ARMORED.length).text()) !== ARMORED) return file;
  try {
    return new Blob([new Uint8Array(armor.decode(await file.text()))]);
  } catch (cause) {
    throw new WalletError("bad_archive", { cause });
  }
}

/** @param {string} typed @returns {string} digits of an export with their dashes, however they were typed */
function words(typed) {
  const all = digits(typed);
  return GROUPS.test(all) ? (all.match(/.{4}/g) ?? []).join("-") : typed.trim();
}

/** @param {Blob} sealed @param {string} typed @returns {Promise<Blob | null>} null where these are not its words */
async function openWith(sealed, typed) {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(typed);
  try {
    return await gathered(await decrypter.decrypt(sealed.stream()));
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith("no identity matched")) return null;
    throw new WalletError("bad_archive", { cause });
  }
}
