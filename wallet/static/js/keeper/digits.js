/** Twelve digits for a share, for saying or typing; new ones at every call. Protocol section 8. */
import { argon2id } from "../crypto/argon.js";
import { b64, unb64 } from "../crypto/bytes.js";
import { digitsInput, digitsKeys, digitsSalt, formatDigits, newDigits } from "../crypto/digits.js";
import { sha256 } from "../crypto/hkdf.js";
import { blind, finalize } from "../crypto/oprf.js";
import { sealM } from "../crypto/share.js";
import { WalletError } from "../errors.js";
import { find, running } from "./shape.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 */

/** Seconds that digits live, as at the server. */
export const LIFE = 2 * 3600;

/** @param {Keeper} keeper @param {string} id @param {Doing} doing @returns {Promise<{digits: string, until: number}>} */
export async function digits(keeper, id, doing) {
  const share = find(keeper.catalogue.shares, id);
  if (!running(share, keeper.now()) || !share.m || !share.owner) throw new WalletError("not_found");
  const secret = newDigits();
  const row = await digitsDoor(keeper, { kind: "code", share: unb64(share.id), secret, m: unb64(share.m) }, doing);
  const { owner } = share;
  await keeper.tickets.spend(keeper, 0, (ticket) => keeper.api.json("share/door", { ticket, id: share.id, owner, door: row }));
  return { digits: formatDigits(row.locator, secret), until: Math.min(share.until, keeper.now() + LIFE) };
}

/** The row of a door that opens with digits; the server draws its id. @param {Keeper} keeper @param {{kind: "code" | "address", share: Uint8Array, secret: string, m: Uint8Array}} of what lies behind, the share's id, seven digits, the share's key @param {Doing} doing */
export async function digitsDoor(keeper, { kind, share, secret, m }, doing) {
  const input = digitsInput(secret);
  const blinding = blind(input);
  const asked = { kind, share_id: b64(share), blinded: b64(blinding.blinded) };
  /** @type {{locator: string, door_id: string, start: number, evaluation: string}} */
  const { locator, door_id, start, evaluation } = await keeper.tickets.spend(keeper, 0, (ticket) => keeper.api.json("code/new", { ticket, ...asked }));
  const [door, n] = [unb64(door_id), finalize(input, blinding.blind, unb64(evaluation))];
  const a = await argon2id(n, digitsSalt({ shareId: share, doorId: door, start }), (done) => doing.tell("argon", done));
  const { K, open } = digitsKeys(door, n, a);
  return { id: door_id, kind, open_hash: b64(sha256(open)), sealed_m: b64(sealM(K, door, kind, m)), locator };
}
