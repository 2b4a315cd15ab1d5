/** The grammar of an age file's header, read strictly and without any key. One way to write each header; whatever differs is refused. */
import { need, WalletError } from "../errors.js";
import { unb64Standard } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./input.js").Input} Input */

const VERSION = "age-encryption.org/v1";
const COLUMNS = 64;
const MAC = 32;

/**
 * Takes the header from the start of the input.
 * @param {Input} input
 * @returns {Promise<{covered: Bytes, mac: Bytes}>} what the MAC covers, up to its three dashes
 */
export async function readHeader(input) {
  need((await input.line()) === VERSION, "damaged");
  let line = await input.line();
  need(line.startsWith("-> "), "damaged");
  while (line.startsWith("-> ")) {
    need(line.slice(3).split(" ").every((argument) => argument !== ""), "damaged");
    while ((await bodyLine(input)) === COLUMNS);
    line = await input.line();
  }
  need(line.startsWith("--- "), "damaged");
  const mac = base64(line.slice(4));
  need(mac.length === MAC, "damaged");
  const lines = input.transcript();
  return { covered: lines.slice(0, lines.length - 1 - line.length + 3), mac };
}

/** @param {Input} input @returns {Promise<number>} its columns; a line of fewer than 64 ends a stanza */
async function bodyLine(input) {
  const line = await input.line();
  need(line.length <= COLUMNS, "damaged");
  base64(line);
  return line.length;
}

/** @param {string} chars */
function base64(chars) {
  try {
    return unb64Standard(chars);
  } catch (cause) {
    throw new WalletError("damaged", { cause });
  }
}
