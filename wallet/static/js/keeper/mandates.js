/**
 * Mandates: a helper sees papers of chosen kinds for up to a year, with a card and six digits. What they see follows
 * the list: papers of these kinds that come, change or go. Protocol section 10, decision 0019.
 */
import { b64, random, unb64, utf8 } from "../crypto/bytes.js";
import { randomDigits } from "../crypto/damm.js";
import { sha256 } from "../crypto/hkdf.js";
import { mandateGrant, mandateUrl } from "../crypto/mandate.js";
import { sealM, sealManifest } from "../crypto/share.js";
import { frame } from "../api.js";
import { WalletError } from "../errors.js";
import { cardKeys } from "../mandate_door.js";
import { shareHome, within } from "./beside.js";
import { save } from "./catalogue.js";
import { asOwner } from "./mailbox_owner.js";
import { closeOnServer, make as makeMailbox } from "./mailboxes.js";
import { shortName } from "./naming.js";
import { dropOld } from "./papers.js";
import { DAY, find, living, running, takeAway } from "./shape.js";
import { HEAD_START, putGrants, putShare, referenceOf } from "./shares.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./shape.js").Paper} Paper
 * @typedef {import("./shape.js").Share} Share
 * @typedef {Share & {mandate: import("./shape.js").Mandate}} Mandated
 * @typedef {{helper: string, kinds: string[], until: number, print: boolean, add: boolean, shownName: string}} Wish
 */

/** A minute below the server's limit, for clocks that differ. */
const LONGEST = 366 * DAY - 60;
const OPENS = 1000;
/** Papers that one manifest takes; of more the newest are shown. */
const MOST = 100;

/** In the vault that the everyday secret opens: what only another secret opens never follows by itself. @param {Keeper} keeper @param {Wish} wish @param {Doing} doing @returns {Promise<{id: string}>} */
export async function make(keeper, wish, doing) {
  return within(keeper, keeper.beside[0] ?? keeper, (home) => makeIn(home, wish, doing));
}

/** @param {Keeper} keeper @param {Wish} wish @param {Doing} doing */
async function makeIn(keeper, wish, doing) {
  const until = Math.min(wish.until, keeper.now() + LONGEST);
  if (!wish.kinds.length || until <= keeper.now()) throw new WalletError("bad_request");
  const mailbox = wish.add ? (await makeMailbox(keeper, { name: wish.helper })).id : null;
  const share = draw(keeper, { ...wish, until }, mailbox);
  const door = await cardDoor(keeper, share, doing);
  share.door = door.id;
  const papers = wanted(keeper, share);
  name(share, papers);
  share.told = digest(keeper, share);
  const grants = papers.map((one) => grantOf(share, one));
  if (grants.length) await putGrants(keeper, share, grants);
  await putShare(keeper, share, sealed(keeper, share), door);
  await save(keeper, (draft) => void draft.shares.push(share));
  return { id: share.id };
}

/** @param {Keeper} keeper @param {Wish} wish @param {string | null} mailbox @returns {Mandated} */
function draw(keeper, { helper, kinds, until, print, shownName }, mailbox) {
  const now = keeper.now();
  const id = random(16);
  const drawn = { id: b64(id), owner: b64(random(16)), m: b64(random(32)), door: "", s: b64(random(16)) };
  const said = { reference: referenceOf(id), docs: [], names: [], until, opens: OPENS, shown_name: shownName, note: "", print, keep: false };
  const mandate = { helper: shortName(helper), kinds: [...new Set(kinds)], code: randomDigits(6), mailbox };
  return { ...drawn, ...said, from: now - HEAD_START, seq: 0, made: now, blobs: [], grants: [], ended: null, events: [], mandate, told: null };
}

/** The row of its door; the server draws the id. @param {Keeper} keeper @param {Mandated} share @param {Doing} doing */
async function cardDoor(keeper, { s, m, mandate }, doing) {
  const { doorId, K, open } = await cardKeys(keeper.api, { S: unb64(s ?? "") }, mandate.code, (done) => doing.tell("argon", done));
  return { id: b64(doorId), kind: "card", open_hash: b64(sha256(open)), sealed_m: b64(sealM(K, doorId, "card", unb64(m ?? ""))) };
}

/** What a helper sees now, the newest first. @param {Keeper} keeper @param {Mandated} share @returns {Paper[]} */
function wanted(keeper, { mandate }) {
  const fitting = living(keeper.catalogue.docs).filter((one) => one.kind !== null && mandate.kinds.includes(one.kind));
  return fitting.sort((a, b) => b.added - a.added || (a.id < b.id ? -1 : 1)).slice(0, MOST);
}

/** Names what is shown: whatever stands here ends with the mandate. @param {Share} share @param {{blob: string}[]} papers */
function name(share, papers) {
  share.blobs = papers.map((one) => one.blob);
  share.grants = share.blobs.map((blob) => b64(mandateGrant(unb64(share.owner ?? ""), unb64(share.m ?? ""), unb64(blob)).id));
}

/** The same on every device and at every try, so that two who follow at once make one. @param {Share} share @param {Paper} paper */
function grantOf(share, paper) {
  const { id, read } = mandateGrant(unb64(share.owner ?? ""), unb64(share.m ?? ""), unb64(paper.blob));
  return { id: b64(id), read: b64(read), paper };
}

/** @param {Keeper} keeper @param {Mandated} share @returns {import("../crypto/share.js").Manifest} */
function manifest(keeper, share) {
  const { shown_name, note, until, print, keep, reference, mandate } = share;
  const items = wanted(keeper, share).map((one) => {
    const { id, read } = grantOf(share, one);
    const { file_key, len, sha256: sum, mime, name: title, kind } = one;
    return { grant_id: id, read, file_key, len, sha256: sum, mime, name: title, kind };
  });
  return { v: 1, shown_name, note, until, print, keep, watermark: reference, items, kinds: mandate.kinds, add: openAddress(keeper, share)?.address ?? null };
}

/** @param {Keeper} keeper @param {Mandated} share */
function sealed(keeper, share) {
  return sealManifest(unb64(share.m ?? ""), unb64(share.id), manifest(keeper, share));
}

/** What a manifest would say that can change; asked after every call, so nothing is derived for it. @param {Keeper} keeper @param {Mandated} share */
function digest(keeper, share) {
  const papers = wanted(keeper, share).map(({ blob, name: title, kind, mime }) => [blob, title, kind, mime]);
  return b64(sha256(utf8(JSON.stringify([papers, openAddress(keeper, share)?.address ?? null]))));
}

/** @param {Keeper} keeper @returns {Mandated[]} */
function mandates(keeper) {
  return /** @type {Mandated[]} */ (living(keeper.catalogue.shares).filter((one) => one.mandate));
}

/** @param {Keeper} keeper @param {Mandated} share whether the server has yet to be told what is shown now */
function isDue(keeper, share) {
  return running(share, keeper.now()) && share.m !== null && share.told !== digest(keeper, share);
}

/** @param {Keeper} keeper @param {Mandated} share */
function openAddress({ catalogue }, share) {
  return living(catalogue.mailboxes).find((one) => one.id === share.mandate.mailbox);
}

/** Whether anything is left to do: asked after every call, so it asks nobody. @param {Keeper} keeper */
export function due(keeper) {
  if (!keeper.token || living(keeper.catalogue.vaults).some((one) => one.leaving)) return false;
  return mandates(keeper).some((one) => isDue(keeper, one) || (!running(one, keeper.now()) && openAddress(keeper, one)));
}

/** @type {WeakMap<Keeper, Promise<unknown>>} one at a time for each vault */
const turns = new WeakMap();

/** Brings every mandate to what the list says. Where it is cut, the next call or the next unlock does it again. @param {Keeper} keeper @returns {Promise<void>} */
export function follow(keeper) {
  const turn = (turns.get(keeper) ?? Promise.resolve()).then(() => followNow(keeper));
  turns.set(keeper, turn.catch(() => undefined));
  return turn;
}

/** @param {Keeper} keeper */
async function followNow(keeper) {
  if (!due(keeper)) return;
  for (const one of mandates(keeper)) {
    if (isDue(keeper, one)) await tell(keeper, one);
    else if (!running(one, keeper.now())) await closeAddress(keeper, one);
  }
}

/** What is given stands in the list before it is given, so that its end is always known. @param {Keeper} keeper @param {Mandated} share */
async function tell(keeper, share) {
  const papers = wanted(keeper, share);
  const sure = share.told !== null;
  const fresh = papers.filter((one) => !sure || !share.blobs.includes(one.blob));
  const named = new Set([...share.blobs, ...papers.map((one) => one.blob)]);
  if (fresh.length) await change(keeper, share, [...named], null);
  for (const one of fresh) await putGrants(keeper, share, [grantOf(share, one)]);
  const present = new Set(papers.map((one) => grantOf(share, one).id));
  const over = share.grants.filter((id) => !present.has(id));
  const headers = { "Content-Type": "application/octet-stream" };
  const told = digest(keeper, share);
  await keeper.api.request("share/change", { headers, body: frame({ id: share.id, owner: share.owner, grants: over }, sealed(keeper, share)), again: true });
  await change(keeper, share, papers.map((one) => one.blob), told);
  keeper.later(() => dropOld(keeper));
}

/** @param {Keeper} keeper @param {Mandated} share @param {string[]} blobs @param {string | null} told */
async function change(keeper, share, blobs, told) {
  await save(keeper, (draft) => {
    const one = draft.shares.find(({ id }) => id === share.id);
    if (!one || one.gone || one.m === null) return;
    name(one, blobs.map((blob) => ({ blob })));
    one.told = told;
  });
}

/** Nobody adds anything once it has ended. What was put in and not looked at yet is not thrown away: then it is tried again later. @param {Keeper} keeper @param {Mandated} share */
async function closeAddress(keeper, share) {
  const mailbox = openAddress(keeper, share);
  if (!mailbox) return;
  const { deposits } = await asOwner(keeper, mailbox, (proof) => keeper.api.json("mailbox/fetch", proof));
  if (deposits.some((/** @type {{id: string}} */ one) => !mailbox.seen.includes(one.id))) return;
  await closeOnServer(keeper, mailbox);
  await save(keeper, (draft) => takeAway(draft.mailboxes, mailbox.id, keeper.now()));
  keeper.onchanged();
}

/** What the helper gets: the card's link, and the digits that they are told apart. @param {Keeper} keeper @param {string} id @returns {Promise<{link: string, code: string}>} */
export async function card(keeper, id) {
  const home = shareHome(keeper, id);
  const share = find(home.catalogue.shares, id);
  if (!running(share, home.now()) || !share.s || !share.mandate) throw new WalletError("not_found");
  return { link: mandateUrl(home.api.origin, unb64(share.door), unb64(share.s)), code: share.mandate.code };
}
