/** An address said aloud: twelve digits for two hours, behind which it lies sealed like what is shown. What a server that cheats could still do: decision 0017. */
import { unframe } from "../api.js";
import { parseAddress } from "../crypto/address.js";
import { b64, random, unb64 } from "../crypto/bytes.js";
import { formatDigits, newDigits } from "../crypto/digits.js";
import { openM, openManifest, sealManifest } from "../crypto/share.js";
import { need, WalletError } from "../errors.js";
import { doorOf } from "../typed_digits.js";
import { digitsDoor, LIFE } from "./digits.js";
import { HEAD_START, putShare } from "./shares.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 */

/** A worker may say them to a whole group. */
const OPENS = 20;

/** Digits for an address; they are kept nowhere. @param {Keeper} keeper @param {{address: string}} arg @param {Doing} doing @returns {Promise<{digits: string, until: number}>} */
export async function say(keeper, { address }, doing) {
  const [id, m, secret] = [random(16), random(32), newDigits()];
  const row = await digitsDoor(keeper, { kind: "address", share: id, secret, m }, doing);
  const from = keeper.now() - HEAD_START;
  const share = { id: b64(id), owner: b64(random(16)), from, until: from + LIFE, opens: OPENS };
  await putShare(keeper, share, sealManifest(m, id, { v: 1, address: address.slice(address.indexOf("#") + 1) }), row);
  return { digits: formatDigits(row.locator, secret), until: share.until };
}

/** The address behind them. @param {Keeper} keeper @param {{digits: string}} arg @param {Doing} doing @returns {Promise<{address: string}>} @throws {WalletError} `bad_check`, `no_badge` where they lead to no address, `slow_down` */
export async function hear(keeper, { digits }, doing) {
  const door = await doorOf(keeper.api, "address", digits, (done) => doing.tell("argon", done));
  const answer = await keeper.api.asking("share/open", { door_id: b64(door.doorId), open: b64(door.open) }).catch(leadNowhere);
  try {
    return { address: addressIn(door, answer.bytes) };
  } catch (problem) {
    // What somebody else has sealed there is none, whatever is wrong with it.
    throw problem instanceof WalletError ? new WalletError("no_badge", { cause: problem }) : problem;
  }
}

/** @param {unknown} problem @returns {never} */
function leadNowhere(problem) {
  throw problem instanceof WalletError && problem.code === "not_found" ? new WalletError("no_badge") : problem;
}

/** @param {import("../opening.js").Door} door @param {Uint8Array} answer a frame @returns {string} */
function addressIn({ doorId, kind, K }, answer) {
  const { value, bytes } = unframe(answer);
  const { address } = openManifest(openM(K, doorId, kind, unb64(value.sealed_m)), unb64(value.share_id), bytes);
  need(typeof address === "string" && parseAddress(address) !== null, "no_badge");
  return address;
}
