/** An address said aloud: twelve digits for two hours, behind which it lies sealed like what is shown, so that no server can put another one there. Decision 0017. */
import { unframe } from "../api.js";
import { parseAddress } from "../crypto/address.js";
import { b64, random, unb64 } from "../crypto/bytes.js";
import { formatDigits, newDigits } from "../crypto/digits.js";
import { openM, openManifest, sealManifest } from "../crypto/share.js";
import { WalletError } from "../errors.js";
import { doorOf } from "../typed_digits.js";
import { digitsDoor, LIFE } from "./digits.js";
import { bare } from "./contacts.js";
import { HEAD_START, putShare } from "./shares.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 */

/** A worker may say them to a whole group. */
const OPENS = 20;

/** Digits for an address; they are kept nowhere. @param {Keeper} keeper @param {{address: string}} arg @param {Doing} doing @returns {Promise<{digits: string, until: number}>} */
export async function say(keeper, { address }, doing) {
  const [id, m, door, secret] = [random(16), random(32), random(16), newDigits()];
  const { locator, row } = await digitsDoor(keeper, { door, secret, m }, doing);
  const from = keeper.now() - HEAD_START;
  const share = { id: b64(id), owner: b64(random(16)), from, until: from + LIFE, opens: OPENS };
  await putShare(keeper, share, sealManifest(m, id, { v: 1, address: bare(address) }), row);
  return { digits: formatDigits(locator, secret), until: share.until };
}

/** The address behind them. @param {Keeper} keeper @param {{digits: string}} arg @param {Doing} doing @returns {Promise<{address: string}>} @throws {WalletError} `bad_check`, `no_badge` where they lead to no address, `slow_down` */
export async function hear(keeper, { digits }, doing) {
  const door = await doorOf(keeper.api, digits, (done) => doing.tell("argon", done));
  const { address } = openManifest(...(await opened(keeper, door)));
  if (typeof address !== "string" || !parseAddress(address)) throw new WalletError("no_badge");
  return { address };
}

/** @param {Keeper} keeper @param {import("../opening.js").Door} door @returns {Promise<Parameters<typeof openManifest>>} */
async function opened(keeper, { doorId, kind, K, open }) {
  try {
    const answer = await keeper.api.asking("share/open", { door_id: b64(doorId), open: b64(open) });
    const { value, bytes } = unframe(answer.bytes);
    return [openM(K, doorId, kind, unb64(value.sealed_m)), unb64(value.share_id), bytes];
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "not_found") throw new WalletError("no_badge");
    throw problem;
  }
}
