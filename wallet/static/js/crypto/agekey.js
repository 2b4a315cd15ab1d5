/** The key of an age file, for whoever holds an identity: what was sealed by others to a mailbox. */
import { Decrypter } from "age-encryption";
import { WalletError } from "../errors.js";
import { readHeader } from "./ageheader.js";
import { Input } from "./input.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** What follows the three dashes: a space, 32 bytes in base64, the end of the line. */
const MAC_LINE = 45;

/** @param {string} identity AGE-SECRET-KEY-PQ-1… @param {Uint8Array} file @returns {Promise<Bytes>} 16 bytes; `damaged` where this identity opens nothing of it */
export async function fileKeyOf(identity, file) {
  const { covered } = await readHeader(new Input(file));
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return new Uint8Array(await decrypter.decryptHeader(file.slice(0, covered.length + MAC_LINE)));
  } catch (cause) {
    throw new WalletError("damaged", { cause });
  }
}
