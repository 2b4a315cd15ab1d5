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
 * @returns {Promise<{covered: Bytes, mac: Bytes}>} what the MAC covers, up to its three dashes; `not_age` or `bad_header`
 */
export async function readHeader(input) {
  need((await input.line("not_age")) === VERSION, "not_age");
  let line = await input.line();
  need(line.startsWith("-> "), "bad_header");
  while (line.startsWith("-> ")) {
    need(line.slice(3).split(" ").every((argument) => argument !== ""), "bad_header");
    while ((await bodyLine(input)) === COLUMNS);
    line = await input.line();
  }
  need(line.startsWith("--- "), "bad_header");
  const mac = base64(line.slice(4));
  need(mac.length === MAC, "bad_header");
  const lines = input.transcript();
  return { covered: lines.slice(0, lines.length - 1 - line.length + 3), mac };
}

/** @param {Input} input @returns {Promise<number>} its columns; a line of fewer than 64 ends a stanza */
async function bodyLine(input) {
  const line = await input.line();
  need(line.length <= COLUMNS, "bad_header");
  base64(line);
  return line.length;
}

/** @param {string} chars */
function base64(chars) {
  try {
    return unb64Standard(chars);
  } catch (cause) {
    throw new WalletError("bad_header", { cause });
  }
}
