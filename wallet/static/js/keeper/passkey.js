/** A passkey of one's own device as one more door. The device gives 32 bytes; nothing of it is known to a server. Protocol sections 3 and 4. */
import { sukPasskey } from "../crypto/doorkey.js";
import { addDoor, newDoor } from "./doors.js";
import { shortName } from "./naming.js";
import { enterBy } from "./unlock.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 */

/** @param {Keeper} keeper @param {{prf: ArrayBuffer, name: string}} arg */
export async function add(keeper, { prf, name }) {
  await addDoor(keeper, newDoor(keeper, sukPasskey(new Uint8Array(prf)), "passkey", shortName(name)));
  return keeper.snapshot();
}

/** @param {Keeper} keeper @param {{prf: ArrayBuffer}} arg @param {Doing} doing @throws {WalletError} `nothing_opens` */
export async function open(keeper, { prf }, doing) {
  return enterBy(keeper, { suk: sukPasskey(new Uint8Array(prf)), former: null }, doing);
}
