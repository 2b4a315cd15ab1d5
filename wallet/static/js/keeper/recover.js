/** Opening with the help of others: a card and one part at once, or two parts once the wait is over. Protocol section 11. */
import { b64, unb64 } from "../crypto/bytes.js";
import { sukCardHelper } from "../crypto/doorkey.js";
import { helperKey } from "../crypto/part.js";
import { recoveryId, recoveryPublic, recoverySignature, sukRecovery } from "../crypto/recovery.js";
import { combineParts } from "../crypto/split.js";
import { WalletError } from "../errors.js";
import { readPart } from "./rehearsal.js";
import { enterBy, readCard } from "./unlock.js";

/**
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 */

/** @param {Keeper} keeper @param {{card: string[] | string, part: string[] | string}} arg @param {Doing} doing @throws {WalletError} `nothing_opens` */
export async function byCardAndPart(keeper, { card, part }, doing) {
  const suk = sukCardHelper(readCard(card), helperKey(readPart(part)));
  return enterBy(keeper, { suk, former: null }, doing);
}

/**
 * Begins the wait, or goes in where it is over.
 * @param {Keeper} keeper @param {{parts: (string[] | string)[]}} arg two of them @param {Doing} doing
 * @returns {Promise<{readyAt: number} | import("./snapshot.js").Snapshot>} `readyAt`: seconds of the server's clock
 * @throws {WalletError} `bad_pair`, `nothing_opens`
 */
export async function byParts(keeper, { parts }, doing) {
  const [one, other] = parts.map(readPart);
  if (!one || !other) throw new WalletError("bad_request");
  const r = await combineParts(one, other);
  const { ready_at, now } = await prove(keeper, "recovery/start", r);
  if (now < ready_at) return { readyAt: ready_at };
  const { half } = await prove(keeper, "recovery/finish", r);
  return enterBy(keeper, { suk: sukRecovery(r, unb64(half)), former: null }, doing);
}

/** @param {Keeper} keeper @param {string} path @param {Bytes} r @returns {Promise<any>} */
async function prove(keeper, path, r) {
  const id = recoveryId(recoveryPublic(r));
  const { nonce } = await keeper.api.json("session/nonce", { vault_id: b64(id) }, { again: true });
  const sig = b64(recoverySignature(r, keeper.api.origin, unb64(nonce)));
  try {
    return await keeper.api.json(path, { id: b64(id), nonce, sig });
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "not_found") throw new WalletError("nothing_opens");
    throw problem;
  }
}
