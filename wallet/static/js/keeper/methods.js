/** What the page may ask of the keeper, by name. */
import { WalletError } from "../errors.js";
import { renewFresh } from "./blobs.js";
import * as catalogue from "./catalogue.js";
import { digits } from "./digits.js";
import * as doors from "./doors.js";
import * as earlier from "./earlier.js";
import * as everywhere from "./everywhere.js";
import * as lock from "./lock.js";
import * as papers from "./papers.js";
import * as session from "./session.js";
import * as shares from "./shares.js";
import * as signup from "./signup.js";
import * as unlock from "./unlock.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {(keeper: Keeper, arg: any, doing: Doing) => Promise<unknown>} Method
 */

/** @type {Record<string, Method>} */
export const METHODS = {
  "signup.draw": signup.draw,
  "signup.card": signup.card,
  "signup.finish": signup.finish,
  "unlock.secret": unlock.bySecret,
  "unlock.card": unlock.byCard,
  "unlock.earlier": earlier.look,
  "unlock.goOn": earlier.goOn,
  snapshot,
  refresh,
  "paper.add": papers.add,
  "paper.open": papers.open,
  "paper.edit": papers.edit,
  "paper.replace": papers.replace,
  "paper.bin": papers.bin,
  "paper.restore": papers.restore,
  "paper.remove": papers.remove,
  "versions.days": earlier.days,
  "versions.lost": earlier.lost,
  "versions.bringBack": earlier.bringBack,
  "share.make": shares.make,
  "share.digits": digits,
  "share.end": shares.end,
  "share.endAll": shares.endAll,
  "share.events": shares.events,
  "door.changeSecret": doors.changeSecret,
  "door.newCard": doors.newDoorCard,
  "door.keepCard": doors.keepCard,
  "door.remove": doors.removeDoor,
  "everywhere.begin": everywhere.begin,
  "everywhere.card": everywhere.card,
  "everywhere.finish": everywhere.finish,
  "lock.begin": lock.begin,
  "lock.endEarly": lock.endEarly,
  "session.endOthers": session.endOthers,
  end: session.end,
};

/** @type {Method} */
async function snapshot(keeper) {
  if (!keeper.token) throw new WalletError("no_session");
  return keeper.snapshot();
}

/** @type {Method} */
async function refresh(keeper) {
  await catalogue.refresh(keeper);
  keeper.later(() => renewFresh(keeper));
  return keeper.snapshot();
}

/**
 * Runs one method. A lost session wipes the keys, is told through `keeper.onlost`, and raises `no_session`.
 * @param {Keeper} keeper @param {string} method @param {unknown} [arg] @param {Partial<Doing>} [doing] @returns {Promise<any>} @throws {WalletError}
 */
export async function call(keeper, method, arg, doing = {}) {
  const work = Object.keys(METHODS).includes(method) ? METHODS[method] : null;
  if (!work) throw new WalletError("bad_request");
  return keeper.guarded(() => work(keeper, arg, { tell: doing.tell ?? (() => {}), signal: doing.signal ?? null }));
}
