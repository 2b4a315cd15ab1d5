/** Twelve digits for a share, for saying or typing; new ones at every call. Protocol section 8. */
import { argon2id } from "../crypto/argon.js";
import { b64, random, unb64 } from "../crypto/bytes.js";
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
  const door = random(16);
  const secret = newDigits();
  const row = await digitsDoor(keeper, { door, secret, m: unb64(share.m) }, doing);
  const { owner } = share;
  await keeper.tickets.spend(keeper, 0, (ticket) => keeper.api.json("share/door", { ticket, id: share.id, owner, door: row }));
  return { digits: formatDigits(row.locator, secret), until: Math.min(share.until, keeper.now() + LIFE) };
}

/** The row of a door that opens with digits. @param {Keeper} keeper @param {{door: Uint8Array, secret: string, m: Uint8Array}} drawn its id, seven digits, the key behind it @param {Doing} doing */
export async function digitsDoor(keeper, { door, secret, m }, doing) {
  const input = digitsInput(secret);
  const blinding = blind(input);
  const asked = { door_id: b64(door), blinded: b64(blinding.blinded) };
  const answer = await keeper.tickets.spend(keeper, 0, (ticket) => keeper.api.json("code/new", { ticket, ...asked }));
  const n = finalize(input, blinding.blind, unb64(answer.evaluation));
  const a = await argon2id(n, digitsSalt(door), (done) => doing.tell("argon", done));
  const { K, open } = digitsKeys(door, n, a);
  const { locator } = /** @type {{locator: string}} */ (answer);
  return { id: b64(door), kind: "code", open_hash: b64(sha256(open)), sealed_m: b64(sealM(K, door, "code", m)), locator };
}
