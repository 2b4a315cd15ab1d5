/** Parts as they were typed or scanned, and whether they are good. Nothing here asks a server. */
import { b64 } from "../crypto/bytes.js";
import { helperKey, parsePartGroups, parsePartQr } from "../crypto/part.js";
import { recoveryId, recoveryPublic } from "../crypto/recovery.js";
import { combineParts } from "../crypto/split.js";
import { WalletError } from "../errors.js";

/** @typedef {import("./shape.js").Recovery} Recovery */

/** @param {string[] | string} part 13 groups, or the text of the QR */
export function readPart(part) {
  const read = typeof part === "string" ? parsePartQr(part) : parsePartGroups(part);
  if (!read) throw new WalletError("bad_check");
  return read;
}

/**
 * @param {Recovery | undefined} entry the set that counts @param {(string[] | string)[]} parts one or two
 * @returns {Promise<{names: string[], together: boolean}>} whose parts they are; `together`: the two of them would open after the wait
 * @throws {WalletError} `bad_pair` for a part that is none of this set
 */
export async function rehearsed(entry, parts) {
  const read = parts.map(readPart);
  const names = read.map((part) => entry?.helpers.find((one) => one.key === b64(helperKey(part)))?.name);
  if (!names.length || names.some((name) => name === undefined)) throw new WalletError("bad_pair");
  const [one, other] = read;
  const r = one && other ? await combineParts(one, other) : null;
  return { names: names.map(String), together: r !== null && b64(recoveryId(recoveryPublic(r))) === entry?.rec };
}
