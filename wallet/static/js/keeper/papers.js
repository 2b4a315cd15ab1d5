/** Papers: added, opened, described, replaced, put in the bin and removed for good. */
import * as v from "valibot";
import { b64 } from "../crypto/bytes.js";
import { sha256 } from "../crypto/hkdf.js";
import { WalletError } from "../errors.js";
import { cut } from "../graphemes.js";
import { LABELS } from "../schema/catalogue.js";
import { TIME } from "../schema/plain.js";
import { download, erase, renewFresh, upload } from "./blobs.js";
import { refresh, save } from "./catalogue.js";
import { contents, find, living, paper, papersOf, running, shownUntil, takeAway } from "./shape.js";
import { archiveEnded, endOnServer, markEnded } from "./shares.js";
import { shownPaper } from "./snapshot.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./shape.js").Catalogue} Catalogue
 * @typedef {import("./shape.js").Content} Content
 * @typedef {import("./shape.js").Paper} Paper
 * @typedef {{name?: string, kind?: string | null, issued?: string | null, expires?: string | null, group?: string | null}} Labels
 */

const NAMES = /** @type {const} */ (["name", "kind", "issued", "expires", "group"]);
const DATES = /** @type {const} */ (["issued", "expires"]);
const LONGEST = 300;

/**
 * `id`: 16 random bytes of whoever adds. A second try under the same id keeps the paper once, even where the first one
 * was kept and only its answer got lost. Another paper, or one that is in the bin or was removed, keeps its id to itself.
 * @param {Keeper} keeper @param {{id?: string, bytes: ArrayBuffer, mime: string, added?: number} & Labels} arg @param {Doing} doing
 */
export async function add(keeper, arg, doing) {
  const known = keeper.catalogue.docs.find((one) => one.id === arg.id && !one.gone);
  if (known && known.sha256 === b64(sha256(new Uint8Array(arg.bytes)))) return shownPaper(known, keeper.catalogue, keeper.now());
  const content = await upload(keeper, arg.bytes, arg.mime, doing);
  /** @type {Paper} */
  const one = { id: content.blob, seq: 0, ...content, name: "", kind: null, issued: null, expires: null, group: null, added: v.is(TIME, arg.added) ? Math.min(arg.added || Infinity, keeper.now()) : keeper.now(), versions: [] };
  label(one, arg);
  await saveNaming(keeper, content, (draft) => {
    if (arg.id && ![...draft.docs, ...draft.bin].some((other) => other.id === arg.id)) one.id = arg.id;
    draft.docs.push(one);
  });
  return shownPaper(one, keeper.catalogue, keeper.now());
}

/** One of many that come in: what is here already, under the same name, is not taken twice. @param {Keeper} keeper @param {{bytes: ArrayBuffer, mime: string, added?: number} & Labels} arg @param {Doing} doing @returns {Promise<{known: boolean}>} */
export async function bringIn(keeper, arg, doing) {
  const sum = b64(sha256(new Uint8Array(arg.bytes)));
  const known = keeper.all.some((home) => papersOf(home.catalogue).some((one) => one.sha256 === sum && one.name === (arg.name ?? "")));
  if (!known) await add(keeper, arg, doing);
  return { known };
}

/** @param {Paper} one @param {Labels} labels */
function label(one, labels) {
  for (const name of NAMES) if (labels[name] !== undefined) Object.assign(one, { [name]: labelled(name, labels[name]) });
}

/** What a list may hold: text that is too long is cut, anything else that is no label is left out. @param {typeof NAMES[number]} name @param {unknown} said */
function labelled(name, said) {
  if (v.is(LABELS[name], said)) return said;
  return typeof said === "string" && (name === "name" || name === "group") ? cut(said, LONGEST) : name === "name" ? "" : null;
}

/** Saves a change that names a new content, then prolongs its lease: whoever leaves at the word "done" may come back in a year. @param {Keeper} keeper @param {Content} content @param {(draft: Catalogue) => void} change */
async function saveNaming(keeper, content, change) {
  try {
    await save(keeper, change);
  } catch (problem) {
    // After any other failure the catalogue may name it all the same: then the short lease decides.
    if (problem instanceof WalletError && ["too_large", "bad_value"].includes(problem.code)) keeper.later(() => erase(keeper, [content]));
    throw problem;
  }
  keeper.fresh.push(content);
  await renewFresh(keeper).catch(leftForLater);
}

/** The paper is kept; the next one that is added, or the next unlock, prolongs the lease of both. @param {unknown} problem */
function leftForLater(problem) {
  if (!(problem instanceof WalletError)) throw problem;
}

/** @param {Keeper} keeper @param {string} id @param {Doing} doing @returns {Promise<{bytes: ArrayBuffer, mime: string, name: string}>} */
export async function open(keeper, id, doing) {
  const one = paper(keeper.catalogue, id);
  const [bytes] = await Promise.all([download(keeper, one, doing), stillOpen(keeper)]);
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
  return { bytes: whole, mime: one.mime, name: one.name };
}

/** A paper is fetched without a session: a page whose wallet was closed from elsewhere must not show it all the same. @param {Keeper} keeper @throws {WalletError} `no_session` */
async function stillOpen(keeper) {
  try {
    await refresh(keeper);
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code === "no_session") throw problem;
  }
}

/** @param {Keeper} keeper @param {{id: string} & Labels} arg @throws {WalletError} `bad_date` */
export async function edit(keeper, arg) {
  return save(keeper, (draft) => {
    const one = paper(draft, arg.id);
    for (const name of DATES) if (arg[name] !== undefined && !v.is(LABELS[name], arg[name])) throw new WalletError("bad_date");
    label(one, arg);
    return shownPaper(one, draft, keeper.now());
  });
}

/** A newer version; a running share keeps the older one until its end. @param {Keeper} keeper @param {{id: string, bytes: ArrayBuffer, mime: string}} arg @param {Doing} doing */
export async function replace(keeper, arg, doing) {
  paper(keeper.catalogue, arg.id);
  const content = await upload(keeper, arg.bytes, arg.mime, doing);
  await saveNaming(keeper, content, (draft) => {
    const one = paper(draft, arg.id);
    const { blob, read, write, file_key, len, sha256, mime, renewed } = one;
    one.versions.push({ blob, read, write, file_key, len, sha256, mime, renewed });
    Object.assign(one, content);
  });
  keeper.later(() => dropOld(keeper));
  return shownPaper(paper(keeper.catalogue, arg.id), keeper.catalogue, keeper.now());
}

/** Deletes older contents that no running share shows any more, and what was shown in a share alone that is over. @param {Keeper} keeper */
export async function dropOld(keeper) {
  const { catalogue } = keeper;
  const kept = [...papersOf(catalogue).flatMap((one) => one.versions), ...living(catalogue.shares).flatMap((one) => one.copies ?? [])];
  const old = kept.filter((one) => !shownUntil(catalogue, one.blob, keeper.now()));
  if (!old.length) return;
  await erase(keeper, old);
  const erased = new Set(old.map((one) => one.blob));
  const stays = (/** @type {Content} */ one) => !erased.has(one.blob);
  await save(keeper, (draft) => {
    for (const one of papersOf(draft)) one.versions = one.versions.filter(stays);
    for (const one of living(draft.shares)) if (one.copies) one.copies = one.copies.filter(stays);
  });
}

/** @param {Keeper} keeper @param {string[]} ids */
export async function bin(keeper, ids) {
  await save(keeper, (draft) => move(draft, ids, "docs", "bin", keeper.now()));
  return keeper.snapshot();
}

/** @param {Keeper} keeper @param {string[]} ids */
export async function restore(keeper, ids) {
  await save(keeper, (draft) => move(draft, ids, "bin", "docs", undefined));
  return keeper.snapshot();
}

/** @param {Catalogue} draft @param {string[]} ids @param {"docs" | "bin"} from @param {"docs" | "bin"} to @param {number | undefined} binned */
function move(draft, ids, from, to, binned) {
  for (const id of ids) {
    const one = find(draft[from], id);
    draft[from] = draft[from].filter((other) => other !== one);
    if (binned === undefined) delete one.binned;
    else one.binned = binned;
    draft[to].push(one);
  }
}

/** For good: shares, blobs, entry and every earlier catalogue. @param {Keeper} keeper @param {string[]} ids */
export async function remove(keeper, ids) {
  const papers = ids.map((id) => paper(keeper.catalogue, id));
  const shares = keeper.catalogue.shares.filter((one) => running(one, keeper.now()) && one.docs.some((id) => ids.includes(id)));
  for (const share of shares) await endOnServer(keeper, share);
  await erase(keeper, papers.flatMap(contents));
  await save(keeper, (draft) => forgetPapers(draft, ids, shares.map((one) => one.id), keeper.now()), { dropVersions: true });
  keeper.later(() => eraseLost(keeper));
  if (shares.length) keeper.later(() => archiveEnded(keeper));
  return keeper.snapshot();
}

/** @param {Catalogue} draft @param {string[]} ids @param {string[]} ended @param {number} now */
function forgetPapers(draft, ids, ended, now) {
  for (const id of ids) {
    takeAway(draft.docs, id, now);
    takeAway(draft.bin, id, now);
  }
  for (const share of draft.shares) if (ended.includes(share.id)) markEnded(share, now);
}

/** Deletes what another device added to a paper that was being removed. @param {Keeper} keeper */
async function eraseLost(keeper) {
  const some = keeper.lost.splice(0);
  if (some.length) await erase(keeper, some);
}
