/** Shares: chosen papers behind a link, from when until when, ended at will. Protocol section 8. */
import { is } from "valibot";
import { b64, hex, random, unb64 } from "../crypto/bytes.js";
import { grantOwner, linkKeys, sealM, sealManifest } from "../crypto/share.js";
import { sha256 } from "../crypto/hkdf.js";
import { frame } from "../api.js";
import { WalletError } from "../errors.js";
import { cut } from "../graphemes.js";
import { SHARE_EVENT } from "../schema/catalogue.js";
import { homeOf } from "./beside.js";
import { hashOf, renewFresh, upload } from "./blobs.js";
import { save } from "./catalogue.js";
import { same } from "./merge.js";
import { dropOld } from "./papers.js";
import { copy, DAY, find, living, paper, running } from "./shape.js";
import { shownShare } from "./snapshot.js";
import { named } from "./viewers.js";

/**
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./shape.js").Paper} Paper
 * @typedef {import("./shape.js").Share} Share
 * @typedef {{docs: string[], from: number | null, until: number, opens: number, shownName?: string, note?: string, print?: boolean, keep?: boolean,
 *   covers?: Record<string, ArrayBuffer>}} Wish `covers`: by paper, the picture (JPEG) that is shown in its place, in this share alone
 * @typedef {{id: string, read: string, paper: Paper}} Grant
 */

/** A minute below the server's limit, for clocks that differ. */
export const LONGEST = 30 * DAY - 60;
/** Our idea of the server's clock may be ahead of it; "now" must not mean "in a second". */
export const HEAD_START = 2;
const ORDER = ["refused", "opened", "printed", "closed", "ended"];
/** Papers in one share: their grants go to the server in one request. */
const MOST = 100;

/** @param {Keeper} keeper @param {Wish} wish @param {Doing} doing @returns {Promise<{id: string, link: string | null, reference: string, until: number}>} */
export async function make(keeper, wish, doing) {
  const docs = [...new Set(wish.docs)];
  if (docs.length > MOST) throw new WalletError("too_large");
  const share = drawShare(keeper, { ...wish, docs });
  const papers = docs.map((id) => paper(homeOf(keeper, id).catalogue, id));
  const covered = await coverSome(keeper, wish.covers ?? {}, doing);
  if (covered.size) share.copies = [...covered.values()];
  const grants = papers.map((one) => ({ id: b64(random(16)), read: b64(random(16)), paper: { ...one, ...covered.get(one.id) } }));
  share.grants = grants.map((one) => one.id);
  share.blobs = grants.map((one) => one.paper.blob);
  share.names = grants.map((one) => one.paper.name);
  await putGrants(keeper, share, grants);
  await putShare(keeper, share, sealManifest(unb64(share.m ?? ""), unb64(share.id), manifest(share, grants)), linkDoor(share));
  await save(keeper, (draft) => void draft.shares.push(share));
  keeper.fresh.push(...covered.values());
  keeper.later(() => renewFresh(keeper));
  const { id, link, reference, until } = shownShare(keeper, share);
  return { id, link, reference, until };
}

/** Sends the pictures that take a paper's place. @param {Keeper} keeper @param {Record<string, ArrayBuffer>} covers @param {Doing} doing @returns {Promise<Map<string, import("./shape.js").Content>>} by paper */
async function coverSome(keeper, covers, doing) {
  const made = new Map();
  for (const [id, picture] of Object.entries(covers)) made.set(id, await upload(keeper, picture, "image/jpeg", doing));
  return made;
}

/** @param {Keeper} keeper @param {Wish} wish @returns {Share} */
function drawShare(keeper, wish) {
  const now = keeper.now();
  const id = random(16);
  const from = wish.from ?? now - HEAD_START;
  const until = Math.min(wish.until, now + LONGEST);
  if (!wish.docs.length || until <= from) throw new WalletError("bad_request");
  const drawn = { id: b64(id), owner: b64(random(16)), m: b64(random(32)), door: b64(random(16)), s: b64(random(16)), reference: referenceOf(id) };
  const said = { docs: wish.docs, until, opens: wish.opens, shown_name: cut(wish.shownName ?? "", 300), note: cut(wish.note ?? "", 2_000), print: wish.print ?? false, keep: wish.keep ?? false };
  return { ...drawn, ...said, from, seq: 0, made: now, names: [], blobs: [], grants: [], ended: null, events: [] };
}

/** Eight characters for the watermark and for a question on the phone. @param {Bytes} id */
export function referenceOf(id) {
  return hex(id.subarray(0, 4)).toUpperCase().replace(/^(.{4})/, "$1-");
}

/** What the server is told of a grant or of the share itself: until when. @param {Pick<Share, "from" | "until">} share */
function window(share) {
  return { not_before: share.from, expires_at: share.until };
}

/** @param {Keeper} keeper @param {Share} share @param {Grant[]} grants */
export async function putGrants(keeper, share, grants) {
  const owner = unb64(share.owner ?? "");
  const rows = grants.map((one) => ({
    id: one.id,
    blob_id: one.paper.blob,
    write: one.paper.write,
    read_hash: hashOf(one.read),
    owner_hash: b64(sha256(grantOwner(owner, unb64(one.id)))),
    ...window(share),
  }));
  await keeper.tickets.spendOnce(keeper, 0, (ticket) => keeper.api.json("grant/put", { ticket, grants: rows }, { again: true }));
}

/** @param {Share} share */
function linkDoor(share) {
  const { K, open } = linkKeys(unb64(share.s ?? ""), unb64(share.door));
  const sealed_m = b64(sealM(K, unb64(share.door), "link", unb64(share.m ?? "")));
  return { id: share.door, kind: "link", open_hash: b64(sha256(open)), sealed_m };
}

/** @param {Keeper} keeper @param {Pick<Share, "id" | "owner" | "from" | "until" | "opens">} share @param {Bytes} manifestBytes @param {object} door */
export async function putShare(keeper, share, manifestBytes, door) {
  const told = { id: share.id, owner_hash: hashOf(share.owner ?? ""), ...window(share), max_opens: share.opens, doors: [door] };
  const headers = { "Content-Type": "application/octet-stream" };
  await keeper.tickets.spendOnce(keeper, 0, (ticket) => keeper.api.request("share", { headers, body: frame({ ticket, ...told }, manifestBytes), again: true }));
}

/** @param {Share} share @param {Grant[]} grants @returns {import("../crypto/share.js").Manifest} */
function manifest(share, grants) {
  const { shown_name, note, until, print, keep, reference } = share;
  const items = grants.map((one) => {
    const { file_key, len, sha256: sum, mime, name, kind } = one.paper;
    return { grant_id: one.id, read: one.read, file_key, len, sha256: sum, mime, name, kind };
  });
  return { v: 1, shown_name, note, until, print, keep, watermark: reference, items };
}

/** Ends a share on the server: link, digits and every download. @param {Keeper} keeper @param {Share} share */
export async function endOnServer(keeper, share) {
  if (!share.owner) return;
  try {
    await keeper.api.json("share/end", { id: share.id, owner: share.owner, grants: share.grants }, { again: true });
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code !== "not_found") throw problem;
  }
}

/** What stays as history: nothing that opens. @param {Share} share @param {number} now */
export function markEnded(share, now) {
  share.ended = Math.min(now, share.until);
  share.m = share.s = null;
  if (share.mandate) share.mandate.code = "";
}

/** @param {Keeper} keeper @param {string} id */
export async function end(keeper, id) {
  return endThese(keeper, [find(keeper.catalogue.shares, id)]);
}

/** @param {Keeper} keeper */
export async function endAll(keeper) {
  return endThese(keeper, living(keeper.catalogue.shares).filter((one) => running(one, keeper.now())));
}

/** @param {Keeper} keeper @param {Share[]} shares */
async function endThese(keeper, shares) {
  const told = new Map();
  for (const share of shares) {
    await endOnServer(keeper, share);
    told.set(share.id, await heard(keeper, share).catch(notNow));
  }
  await save(keeper, (draft) => {
    draft.shares = draft.shares.map((one) => (told.has(one.id) && !one.gone ? archived(one, told.get(one.id), keeper.now()) : one));
  });
  keeper.later(() => dropOld(keeper));
  return keeper.snapshot();
}

/** It has ended all the same; the next unlock asks again what happened. @param {unknown} problem */
function notNow(problem) {
  if (!(problem instanceof WalletError)) throw problem;
  return null;
}

/** What happened to a share; once it has ended this is kept in the catalogue, since the server forgets. @param {Keeper} keeper @param {string} id */
export async function events(keeper, id) {
  const share = find(keeper.catalogue.shares, id);
  const told = await heard(keeper, share);
  if (!told) return { ...shownShare(keeper, share), maxOpens: share.opens, opens: null, code: null, now: keeper.now() };
  if (told.ended || !running(share, told.now)) await archive(keeper, new Map([[id, told]]));
  return { ...shownShare(keeper, find(keeper.catalogue.shares, id)), events: named(share, inOrder(told.events)), opens: told.opens, maxOpens: told.max_opens, code: told.code, now: told.now };
}

/** By minute, and within one as things go: who prints has opened before. @param {import("./shape.js").ShareEvent[]} list */
function inOrder(list) {
  return [...list].sort((a, b) => a.at - b.at || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** The server's account, null where it keeps none any more. @param {Keeper} keeper @param {Share} share @returns {Promise<any>} */
export async function heard(keeper, share) {
  if (!share.owner) return null;
  try {
    const told = await keeper.api.json("share/events", { id: share.id, owner: share.owner }, { again: true });
    // What this list could not read again would take the whole share along.
    return { ...told, events: told.events.filter((/** @type {unknown} */ one) => is(SHARE_EVENT, one)) };
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "not_found") return null;
    throw problem;
  }
}

/** Keeps what the server tells of ended shares; a day after the end nothing more is to come. @param {Keeper} keeper @param {Map<string, any>} told by share, null where the server has forgotten it */
export async function archive(keeper, told) {
  const now = keeper.now();
  const news = (/** @type {Share} */ one) => told.has(one.id) && !one.gone && !same(one, archived(one, told.get(one.id), now));
  if (!keeper.catalogue.shares.some(news)) return;
  await save(keeper, (draft) => {
    draft.shares = draft.shares.map((one) => (news(one) ? archived(one, told.get(one.id), now) : one));
  });
}

/** Takes over what the server tells of shares that have ended, until there is nothing more to tell. @param {Keeper} keeper */
export async function archiveEnded(keeper) {
  const now = keeper.now();
  const told = new Map();
  for (const share of living(keeper.catalogue.shares)) {
    if (!running(share, now) && share.owner) told.set(share.id, await heard(keeper, share));
  }
  const before = keeper.catalogue.seq;
  await archive(keeper, told);
  if (keeper.catalogue.seq !== before) keeper.onchanged(); // who looks at what was shown sees what happened
}

/** @param {Share} share @param {any} told @param {number} now @returns {Share} */
function archived(share, told, now) {
  const one = copy(share);
  if (one.ended === null) markEnded(one, now);
  if (told) one.events = inOrder(told.events);
  if ((one.ended ?? now) + DAY < now) one.owner = null;
  return one;
}
