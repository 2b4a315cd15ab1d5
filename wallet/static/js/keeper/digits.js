/** Twelve digits for a share, for saying or typing, or printed for when it begins; new ones at every call. Protocol section 8, decision 0040. */
import { argon2id } from "../crypto/argon.js";
import { b64, unb64 } from "../crypto/bytes.js";
import { digitsInput, digitsKeys, digitsSalt, formatDigits, newDigits } from "../crypto/digits.js";
import { sha256 } from "../crypto/hkdf.js";
import { blind, finalize } from "../crypto/oprf.js";
import { sealM } from "../crypto/share.js";
import { need, WalletError } from "../errors.js";
import { save } from "./catalogue.js";
import { DAY, find, living, running } from "./shape.js";
import { AHEAD } from "./tickets.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 */

/** Seconds that digits of an address live, as at the server; those of papers live a day. */
export const LIFE = 2 * 3600;
/** Shares that have yet to begin, with digits that were made ahead. */
const MOST_AHEAD = 3;

/** `from` where they begin later. @param {Keeper} keeper @param {string} id @param {Doing} doing @returns {Promise<{digits: string, from: number | null, until: number}>} @throws {WalletError} `digits_ahead` where there are three already, or three were made today */
export async function digits(keeper, id, doing) {
  const share = find(keeper.catalogue.shares, id);
  const now = keeper.now();
  if (!running(share, now) || !share.m || !share.owner) throw new WalletError("not_found");
  const from = share.from > now ? share.from : null;
  need(from === null || ahead(keeper, now).filter((one) => one.id !== id).length < MOST_AHEAD, "digits_ahead");
  const secret = newDigits();
  const row = await digitsDoor(keeper, { kind: "code", share: unb64(share.id), secret, m: unb64(share.m), from }, doing);
  const { owner } = share;
  await keeper.tickets.spend(keeper, 0, (ticket) => keeper.api.json("share/door", { ticket, id: share.id, owner, door: row }));
  const works = { from: from ?? now, until: Math.min(share.until, (from ?? now) + DAY) };
  if (from !== null || share.digits) await save(keeper, (draft) => void (find(draft.shares, id).digits = works));
  return { digits: formatDigits(row.locator, secret), from, until: works.until };
}

/** @param {Keeper} keeper @param {number} now */
function ahead(keeper, now) {
  return living(keeper.catalogue.shares).filter((one) => running(one, now) && (one.digits?.from ?? 0) > now);
}

/** The row of a door that opens with digits; the server draws its id. @param {Keeper} keeper @param {{kind: "code" | "address", share: Uint8Array, secret: string, m: Uint8Array, from?: number | null}} of what lies behind, the share's id, seven digits, the share's key, when they are to work @param {Doing} doing */
export async function digitsDoor(keeper, { kind, share, secret, m, from = null }, doing) {
  const input = digitsInput(secret);
  const blinding = blind(input);
  const asked = { kind, share_id: b64(share), blinded: b64(blinding.blinded) };
  /** @type {{locator: string, door_id: string, start: number, evaluation: string}} */
  const { locator, door_id, start, evaluation } = await (from === null ? keeper.tickets.spend(keeper, 0, (ticket) => keeper.api.json("code/new", { ticket, ...asked })) : reserveAhead(keeper, { ...asked, from }));
  const [door, n] = [unb64(door_id), finalize(input, blinding.blind, unb64(evaluation))];
  const a = await argon2id(n, digitsSalt({ shareId: share, doorId: door, start }), (done) => doing.tell("argon", done));
  const { K, open } = digitsKeys(door, n, a);
  return { id: door_id, kind, open_hash: b64(sha256(open)), sealed_m: b64(sealM(K, door, kind, m)), locator };
}

/** @param {Keeper} keeper @param {object} asked */
function reserveAhead(keeper, asked) {
  return keeper.tickets.spend(keeper, AHEAD, (ticket) => keeper.api.json("code/new", { ticket, ...asked })).catch((problem) => {
    throw problem instanceof WalletError && problem.code === "quota" ? new WalletError("digits_ahead", { cause: problem }) : problem;
  });
}
