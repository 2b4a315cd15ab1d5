/**
 * Somebody at work: they join by an invitation, sign in by the badge's key and a code, and a steward signs for colleagues or lets them go.
 * Nobody has a password at the server. Decision 0018.
 */
import { badgeText, LONGEST, signedByOwner, signPub } from "../crypto/badge.js";
import { b64, unb64 } from "../crypto/bytes.js";
import { WalletError } from "../errors.js";
import { cut } from "../graphemes.js";
import { line } from "../manifest.js";
import { atWork, badgeOf, checkNumber, endHere, inSession, working } from "./badge.js";
import { within } from "./beside.js";
import { save } from "./catalogue.js";
import { asOwner } from "./mailbox_owner.js";
import { close, lookIn, makeFor } from "./mailboxes.js";
import { find, living } from "./shape.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./shape.js").Mailbox} Mailbox
 * @typedef {import("./badge.js").AtWork} AtWork
 * @typedef {{authenticator: string, codes: string[]}} SetUp for an authenticator, and ten written codes
 */

/** Seconds that a session lasts, as the server counts them. */
const HOURS = 10 * 3600;
/** So that a clock that is a little ahead asks for no more than there is. */
const SPARE = 3600;
const NAME = 40;

/**
 * A new badge. Its key is in the list before anybody hears of it, so a line that breaks loses no key; the next try takes the same one.
 * An invitation that is none, or whose answer got lost, leaves nothing: the mailbox goes again, and with it what the server may have made.
 * @param {Keeper} keeper @param {{invitation: string, name: string}} arg @returns {Promise<SetUp & {organisation: string, steward: boolean}>} @throws {WalletError} `not_found`, `exists` where somebody has joined in this wallet already
 */
export async function join(keeper, { invitation, name }) {
  if (badgeOf(keeper)) throw new WalletError("exists");
  const said = cut(name.trim(), NAME);
  const mailbox = await begun(keeper, said);
  const joined = await asking(keeper, mailbox, { invitation: invitation.trim(), name: said });
  const work = { org: String(joined.organisation), name: said, steward: joined.steward === true };
  await save(keeper, (draft) => void Object.assign(find(draft.mailboxes, mailbox.id), { name: cut(work.org, NAME), work }));
  return { organisation: line(work.org), steward: work.steward, ...given(joined) };
}

/** The mailbox that a try before this one has left, or a new one. @param {Keeper} keeper @param {string} name @returns {Promise<Mailbox>} */
async function begun(keeper, name) {
  const left = living(keeper.catalogue.mailboxes).find((one) => one.work?.org === "");
  return left ?? makeFor(keeper, name, { work: { org: "", name, steward: false } });
}

/** @param {Keeper} keeper @param {Mailbox} mailbox @param {{invitation: string, name: string}} said @returns {Promise<any>} */
async function asking(keeper, mailbox, said) {
  const sign_pub = b64(signPub(unb64(mailbox.key)));
  try {
    return await asOwner(keeper, mailbox, (proof) => keeper.api.json("worker/join", { ...said, sign_pub, ...proof }));
  } catch (problem) {
    const known = problem instanceof WalletError && ["not_found", "exists", "bad_request"].includes(problem.code);
    if (known) await close(keeper, mailbox.id);
    throw problem;
  }
}

/** A session, and a look at what waits in it. @param {Keeper} keeper @param {{code: string}} arg @throws {WalletError} `not_found` for a wrong code, and for whoever was let go */
export async function enter(keeper, { code }) {
  const { home, mailbox } = own(keeper);
  const { token } = await asOwner(home, mailbox, (proof) => home.api.json("worker/enter", { code: code.trim(), ...proof }));
  home.work = { token, until: home.now() + HOURS, mailbox: mailbox.id, badge: null, codes: 0, colleagues: [] };
  await hear(home, mailbox);
  await within(keeper, home, lookIn);
  return keeper.snapshot();
}

/** What the server knows of this worker now. @param {Keeper} home @param {Mailbox} mailbox */
async function hear(home, mailbox) {
  const { bytes } = await working(home, (more) => home.api.request("worker/me", { ...more, method: "GET", again: true }));
  const { until, codes, steward } = JSON.parse(new TextDecoder().decode(bytes));
  if (home.work) Object.assign(home.work, { badge: until, codes });
  if (mailbox.work && mailbox.work.steward !== steward) {
    await save(home, (draft) => {
      const { work } = find(draft.mailboxes, mailbox.id);
      if (work) work.steward = steward === true;
    });
  }
}

/** Ends the session, here in any case. @param {Keeper} keeper */
export async function leave(keeper) {
  const { home } = own(keeper);
  const held = atWork(home);
  endHere(home);
  if (held) await home.api.json("worker/leave", {}, { ...inSession(held.token), again: true }).catch(overAlready);
  return keeper.snapshot();
}

/** @param {unknown} problem */
function overAlready(problem) {
  if (!(problem instanceof WalletError)) throw problem;
}

/** A new authenticator and new written codes; the former are dead. @param {Keeper} keeper @returns {Promise<SetUp>} */
export async function renew(keeper) {
  const { home, mailbox } = own(keeper);
  const set = given(await asked(home, "renew", {}));
  await hear(home, mailbox);
  return set;
}

/** For one more colleague. @param {Keeper} keeper @param {{steward: boolean}} arg whether they may do this, too @returns {Promise<{invitation: string, days: number}>} */
export async function invite(keeper, { steward }) {
  return asked(own(keeper).home, "invite", { steward });
}

/** Everybody of the organisation, with the number to compare. `self`: this worker. @param {Keeper} keeper */
export async function colleagues(keeper) {
  const { home, mailbox } = own(keeper);
  const { bytes } = await working(home, (more) => home.api.request("worker/colleagues", { ...more, method: "GET", again: true }));
  /** @type {import("./badge.js").Colleague[]} */
  const all = JSON.parse(new TextDecoder().decode(bytes)).colleagues;
  if (home.work) home.work.colleagues = all;
  return all.map(({ id, name, steward, until, address, sign_pub }) => {
    const self = address === mailbox.address;
    return { id, name: line(name), steward, until, self, number: checkNumber(name, address, unb64(sign_pub)) };
  });
}

/** Says who a colleague is, for as long as can be: for exactly what was shown. @param {Keeper} keeper @param {{worker: string}} arg */
export async function sign(keeper, { worker }) {
  const { home, mailbox, work } = own(keeper);
  const one = (atWork(home)?.colleagues ?? []).find(({ id }) => id === worker);
  if (!one) throw new WalletError(atWork(home) ? "not_found" : "sign_in");
  const until = home.now() + LONGEST - SPARE;
  const text = badgeText({ org: work.org, name: one.name, address: unb64(one.address), signPub: unb64(one.sign_pub), until });
  await asked(home, "sign", { worker, until, sig: b64(signedByOwner(unb64(mailbox.key), text)) });
  await hear(home, mailbox);
  return colleagues(keeper);
}

/** Their account, mailbox and every key in it are gone. @param {Keeper} keeper @param {{worker: string}} arg */
export async function letGo(keeper, { worker }) {
  await asked(own(keeper).home, "remove", { worker });
  return colleagues(keeper);
}

/** @param {Keeper} home @param {string} what @param {object} value @returns {Promise<any>} */
function asked(home, what, value) {
  return working(home, (more) => home.api.json(`worker/${what}`, value, more));
}

/** @param {{authenticator: string, codes: string[]}} told @returns {SetUp} */
function given({ authenticator, codes }) {
  return { authenticator: String(authenticator), codes: codes.map(String) };
}

/** @param {Keeper} keeper */
function own(keeper) {
  const found = badgeOf(keeper);
  if (!found) throw new WalletError("not_found");
  return found;
}
