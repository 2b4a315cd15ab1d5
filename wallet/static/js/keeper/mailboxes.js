/**
 * Mailboxes: others put papers in, this person looks, keeps or refuses. Nobody else ever learns which. Protocol section 9, decision 0016.
 * What stands in for a locked vault shows its mailboxes and has no keys to them: to whoever looks, they are empty.
 */
import { openAge } from "../crypto/agefile.js";
import { b64, random, unb64 } from "../crypto/bytes.js";
import { fileKeyOf } from "../crypto/agekey.js";
import { readDeposit } from "../crypto/deposit.js";
import { mailboxAddress, mailboxKeys } from "../crypto/mailbox.js";
import { WalletError } from "../errors.js";
import { cut } from "../graphemes.js";
import { depositSaid } from "../manifest.js";
import { opens, signedOut } from "./badge.js";
import { within } from "./beside.js";
import { hashOf } from "./blobs.js";
import { save } from "./catalogue.js";
import { note } from "./log.js";
import { asOwner, removeFrom } from "./mailbox_owner.js";
import { followNotes, shownToMe } from "./notes.js";
import { add as addPaper } from "./papers.js";
import { find, living, takeAway } from "./shape.js";
import { signedBy } from "./signed.js";
import { sound } from "./sound.js";

/**
 * @typedef {import("../crypto/mailbox.js").MailboxKeys} MailboxKeys
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./shape.js").Mailbox} Mailbox
 * @typedef {{id: string, length: number, day: number}} Waiting as the server tells it
 * @typedef {{mailbox: string, id: string}} Which
 */

const MOST = 10;
const NAME = 40;
/** Seconds between two looks that nobody asked for. */
const REST = 60;

/** @param {Keeper} keeper @param {{name: string}} arg */
export async function make(keeper, { name }) {
  const { id } = await makeFor(keeper, name);
  return { id };
}

/** @param {Keeper} keeper @param {string} name @param {Pick<Mailbox, "work">} [more] `work` for the badge of somebody at work @returns {Promise<Mailbox>} as it stands in the list */
export async function makeFor(keeper, name, more = {}) {
  if (living(keeper.catalogue.mailboxes).length >= MOST) throw new WalletError("too_many");
  const [key, pass] = [random(32), b64(random(16))];
  const keys = await mailboxKeys(key);
  /** @type {Mailbox} */
  const entry = { id: b64(keys.id), seq: 0, key: b64(key), name: cut(name, NAME), made: keeper.now(), address: mailboxAddress(keys), pass, seen: [], ...more };
  const told = { id: entry.id, recipient: b64(keys.recipient), fetch_pub: b64(keys.fetchPub), pass_hash: hashOf(pass) };
  await keeper.tickets.spendOnce(keeper, 0, (ticket) => keeper.api.json("mailbox/put", { ticket, ...told }, { again: true }));
  await save(keeper, (draft) => void draft.mailboxes.push(entry));
  return entry;
}

/** What lies in every mailbox of every open vault. @param {Keeper} keeper */
export async function look(keeper) {
  for (const one of keeper.all) await lookIn(one);
  return keeper.snapshot();
}

/** The same behind the page, and not too often. @param {Keeper} keeper */
export async function lookAgain(keeper) {
  if (keeper.now() - keeper.lookedIn >= REST) await lookIn(keeper);
}

/** @param {Keeper} keeper */
export async function lookIn(keeper) {
  keeper.lookedIn = keeper.now();
  const before = came(keeper);
  for (const mailbox of living(keeper.catalogue.mailboxes)) if (opens(keeper, mailbox)) await lookInto(keeper, mailbox).catch(passedOver);
  if (came(keeper) !== before) keeper.onchanged();
}

/** One that is not there, or not open now, keeps nobody from the others. @param {unknown} problem */
function passedOver(problem) {
  if (!(problem instanceof WalletError) || problem.code !== "not_found") signedOut(problem);
}

/** @param {Keeper} keeper @param {Mailbox} mailbox */
async function lookInto(keeper, mailbox) {
  const { deposits, notes } = await asOwner(keeper, mailbox, (proof, more) => keeper.api.json("mailbox/fetch", proof, more));
  keeper.inbox.set(mailbox.id, deposits);
  await followNotes(keeper, mailbox, notes);
  await removeLeftOvers(keeper, mailbox.id);
}

/** What was kept or refused while the server could not be asked, and notes that are none. @param {Keeper} keeper @param {string} id */
async function removeLeftOvers(keeper, id) {
  const mailbox = living(keeper.catalogue.mailboxes).find((one) => one.id === id);
  if (!mailbox) return;
  const settled = (keeper.inbox.get(id) ?? []).filter((one) => mailbox.seen.includes(one.id));
  await removeFrom(keeper, mailbox, "deposits", settled.map((one) => one.id));
  await removeFrom(keeper, mailbox, "notes", (mailbox.notes ?? []).filter((one) => !one.door).map((one) => one.id));
}

/** @param {Keeper} keeper */
function came(keeper) {
  return JSON.stringify([arrived(keeper), shownToMe(keeper)]);
}

/** What was neither kept nor refused yet. @param {Keeper} keeper @returns {(Which & Waiting)[]} */
export function arrived(keeper) {
  const open = living(keeper.catalogue.mailboxes).filter((mailbox) => opens(keeper, mailbox));
  return open.flatMap((mailbox) =>
    (keeper.inbox.get(mailbox.id) ?? []).filter(({ id }) => !mailbox.seen.includes(id)).map((one) => ({ mailbox: mailbox.id, ...one })),
  );
}

/**
 * Fetches and opens one; what it says of itself is said by whoever put it in, but for who has `signed` it.
 * @param {Keeper} keeper @param {Which} which @param {Doing} doing @returns {Promise<{bytes: ArrayBuffer} & import("../manifest.js").DepositSaid & import("./signed.js").Found>}
 */
export async function open(keeper, which, doing) {
  const { said, content } = await opened(keeper, which, doing);
  return { bytes: content.slice().buffer, ...said };
}

/** Keeps it among the papers; a second try keeps it once. @param {Keeper} keeper @param {Which & {name: string}} which @param {Doing} doing */
export async function keep(keeper, which, doing) {
  const home = homeOf(keeper, which.mailbox);
  const { said, content } = await opened(keeper, which, doing);
  const paper = { id: which.id, bytes: content.slice().buffer, mime: said.mime, name: which.name || said.name };
  const kept = await within(keeper, home, (one) => addPaper(one, paper, doing));
  await settle(keeper, which.mailbox, [which.id], "kept", said.signed ? `${said.signed.name}, ${said.signed.org}` : "");
  return kept;
}

/** @param {Keeper} keeper @param {Which} which */
export async function refuse(keeper, which) {
  await settle(keeper, which.mailbox, [which.id], "unkept");
  return keeper.snapshot();
}

/** Refuses all of these, unread. @param {Keeper} keeper @param {Which[]} all */
export async function clear(keeper, all) {
  for (const name of new Set(all.map((one) => one.mailbox))) await settle(keeper, name, all.filter((one) => one.mailbox === name).map((one) => one.id), "unkept");
  return keeper.snapshot();
}

/** Tells whoever runs the wallet, in the person's own words and without the paper; it is not kept. @param {Keeper} keeper @param {Which & {words: string}} arg */
export async function report(keeper, { words, ...which }) {
  await keeper.api.json("feedback", { about: "abuse", words });
  return refuse(keeper, which);
}

/** Nobody can put anything in from now on; what lies in it goes. @param {Keeper} keeper @param {string} id */
export async function close(keeper, id) {
  const home = homeOf(keeper, id);
  await within(keeper, home, async (one) => {
    await closeOnServer(one, find(one.catalogue.mailboxes, id));
    await save(one, (draft) => takeAway(draft.mailboxes, id, one.now()));
  });
  home.inbox.delete(id);
  return keeper.snapshot();
}

/** @param {Keeper} keeper @param {Mailbox} mailbox */
export function closeOnServer(keeper, mailbox) {
  return asOwner(keeper, mailbox, (proof) => keeper.api.json("mailbox/close", proof));
}

/** @param {Keeper} keeper @param {string} mailbox @returns {Keeper} */
function homeOf(keeper, mailbox) {
  const found = keeper.all.find((one) => living(one.catalogue.mailboxes).some(({ id }) => id === mailbox));
  if (!found) throw new WalletError("not_found");
  return found;
}

/** What was opened last is at hand when it is kept. @param {Keeper} keeper @param {Which} which @param {Doing} doing */
async function opened(keeper, { mailbox: name, id }, doing) {
  if (keeper.opened?.id === id) return keeper.opened;
  const home = homeOf(keeper, name);
  const mailbox = find(home.catalogue.mailboxes, name);
  const onreceived = (/** @type {number} */ done) => doing.tell("fetch", done);
  const { bytes } = await asOwner(home, mailbox, (proof, more) => home.api.asking("mailbox/get", { ...proof, deposit: id }, { ...more, signal: doing.signal, onreceived }));
  const keys = await mailboxKeys(unb64(mailbox.key));
  const { head, said, content } = await sound(async () => {
    const read = readDeposit(keys.id, await openAge(await fileKeyOf(keys.ageIdentity, bytes), bytes));
    return { ...read, said: depositSaid(read.head) };
  });
  keeper.opened = { id, said: { ...said, ...(await signedBy(keeper, head)) }, content };
  return keeper.opened;
}

/** Notes what became of these papers, which are gone for the person, and then deletes them. @param {Keeper} keeper @param {string} mailbox @param {string[]} ids @param {"kept" | "unkept"} kind @param {string} [who] has signed it */
async function settle(keeper, mailbox, ids, kind, who = "") {
  const home = homeOf(keeper, mailbox);
  const there = new Set((home.inbox.get(mailbox) ?? []).map((one) => one.id));
  await within(keeper, home, async (one) => {
    await save(one, (draft) => {
      const entry = find(draft.mailboxes, mailbox);
      if (!ids.every((id) => entry.seen.includes(id))) note(one, draft, kind, who);
      entry.seen = [...new Set([...entry.seen.filter((other) => there.has(other)), ...ids])];
    });
    await removeFrom(one, find(one.catalogue.mailboxes, mailbox), "deposits", ids).catch(nextTime);
  });
  keeper.opened = null;
}

/** The next look removes what is left. @param {unknown} problem */
function nextTime(problem) {
  if (!(problem instanceof WalletError) || problem.code === "no_session") throw problem;
}
