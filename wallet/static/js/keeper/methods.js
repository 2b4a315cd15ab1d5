/** What the page may ask of the keeper, by name. */
import { WalletError } from "../errors.js";
import { again } from "./again.js";
import * as another from "./another.js";
import { refreshAll } from "./beside.js";
import { renewFresh } from "./blobs.js";
import { close } from "./closing.js";
import * as closed from "./closed.js";
import * as contacts from "./contacts.js";
import { digits } from "./digits.js";
import * as doors from "./doors.js";
import * as earlier from "./earlier.js";
import * as everywhere from "./everywhere.js";
import { find } from "./found.js";
import * as lock from "./lock.js";
import * as log from "./log.js";
import * as mailboxes from "./mailboxes.js";
import * as mandates from "./mandates.js";
import { move } from "./move.js";
import { openNote, removeNotes } from "./notes.js";
import * as offline from "./offline.js";
import * as papers from "./papers.js";
import * as passkey from "./passkey.js";
import * as people from "./people.js";
import * as putting from "./putting.js";
import * as recover from "./recover.js";
import * as routes from "./routes.js";
import * as session from "./session.js";
import * as shares from "./shares.js";
import * as signup from "./signup.js";
import * as spoken from "./spoken.js";
import * as unlock from "./unlock.js";
import * as work from "./work.js";

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
  "unlock.passkey": passkey.open,
  "unlock.helper": recover.byCardAndPart,
  "unlock.helpers": recover.byParts,
  "unlock.earlier": earlier.look,
  "unlock.goOn": earlier.goOn,
  snapshot,
  refresh,
  "paper.add": routes.add,
  "paper.import": papers.bringIn,
  "paper.open": routes.onPaper(papers.open),
  "paper.edit": routes.onPaper(papers.edit),
  "paper.replace": routes.onPaper(papers.replace),
  "paper.bin": routes.onPapers(papers.bin),
  "paper.restore": routes.onPapers(papers.restore),
  "paper.remove": routes.onPapers(papers.remove),
  "paper.move": move,
  "paper.signer": putting.signer,
  "paper.put": putting.put,
  "versions.days": earlier.days,
  "versions.lost": earlier.lost,
  "versions.bringBack": earlier.bringBack,
  "share.make": routes.makeShare,
  "share.again": again,
  "share.digits": routes.onShare(digits),
  "share.end": endShare,
  "share.endAll": routes.endAllShares,
  "share.events": routes.onShare(shares.events),
  "door.beginChange": doors.beginChange,
  "door.changeSecret": doors.changeSecret,
  "door.newCard": doors.newDoorCard,
  "door.keepCard": doors.keepCard,
  "door.showCard": doors.showCard,
  "door.remove": doors.removeDoor,
  "everywhere.begin": everywhere.begin,
  "everywhere.card": everywhere.card,
  "everywhere.finish": everywhere.finish,
  "another.begin": another.begin,
  "another.finish": another.finish,
  "beside.find": find,
  "lock.begin": lock.begin,
  "lock.endEarly": lock.endEarly,
  "passkey.add": passkey.add,
  "contact.meet": contacts.meet,
  "contact.pin": contacts.pin,
  "contact.known": contacts.knownBadge,
  "contact.directory": contacts.directory,
  "contact.forget": contacts.forget,
  "contact.send": contacts.send,
  "contact.say": spoken.say,
  "contact.hear": spoken.hear,
  "note.open": openNote,
  "note.remove": removeNotes,
  "log.read": log.read,
  "log.erase": log.erase,
  "mailbox.make": mailboxes.make,
  "mailbox.look": mailboxes.look,
  "mailbox.open": mailboxes.open,
  "mailbox.keep": mailboxes.keep,
  "mailbox.refuse": mailboxes.refuse,
  "mailbox.clear": mailboxes.clear,
  "mailbox.report": mailboxes.report,
  "mailbox.close": mailboxes.close,
  "mandate.make": mandates.make,
  "mandate.card": mandates.card,
  "offline.keep": offline.keep,
  "offline.renew": offline.renew,
  "offline.open": offline.open,
  "offline.read": offline.read,
  "people.begin": people.begin,
  "people.finish": people.finish,
  "people.end": people.end,
  "people.rehearse": people.rehearse,
  "work.join": work.join,
  "work.enter": work.enter,
  "work.leave": work.leave,
  "work.renew": work.renew,
  "work.invite": work.invite,
  "work.colleagues": work.colleagues,
  "work.sign": work.sign,
  "work.letGo": work.letGo,
  "vault.close": close,
  "closed.outline": closed.outline,
  "closed.body": closed.body,
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
  await refreshAll(keeper);
  for (const one of keeper.all) {
    one.later(() => renewFresh(one));
    one.later(() => mailboxes.lookAgain(one));
  }
  return keeper.snapshot();
}

/** @type {Method} */
async function endShare(keeper, id) {
  await routes.onShare(shares.end)(keeper, id, { tell: () => {}, signal: null });
  return keeper.snapshot();
}

/**
 * Runs one method. A lost session wipes the keys, is told through `keeper.onlost`, and raises `no_session`.
 * @param {Keeper} keeper @param {string} method @param {unknown} [arg] @param {Partial<Doing>} [doing] @param {Record<string, Method>} [more] methods besides
 * @returns {Promise<any>} @throws {WalletError}
 */
export async function call(keeper, method, arg, doing = {}, more = {}) {
  const known = { ...METHODS, ...more };
  const work = Object.keys(known).includes(method) ? known[method] : null;
  if (!work) throw new WalletError("bad_request");
  const result = await keeper.guarded(() => work(keeper, arg, { tell: doing.tell ?? (() => {}), signal: doing.signal ?? null }));
  for (const one of keeper.all) if (mandates.due(one)) one.later(() => mandates.follow(one));
  return result;
}
