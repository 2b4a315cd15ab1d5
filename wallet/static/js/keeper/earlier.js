/**
 * Earlier lists. The server keeps one a day, as it was before that day's first save, for 30 days, and gives them to a
 * session only. They help where the present list cannot be read, and bring back papers that a list has lost.
 */
import { WalletError } from "../errors.js";
import { renew } from "./blobs.js";
import { LEAP, save } from "./catalogue.js";
import { readList } from "./list.js";
import { contents, copy, living, papersOf } from "./shape.js";
import { shownPaper } from "./snapshot.js";
import { settleIn } from "./unlock.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Ajar} Ajar
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./shape.js").Catalogue} Catalogue
 * @typedef {import("./shape.js").Content} Content
 * @typedef {import("./shape.js").Paper} Paper
 */

/** @param {Keeper} keeper @returns {Ajar} */
function ajar(keeper) {
  if (!keeper.ajar) throw new WalletError("no_session");
  return keeper.ajar;
}

/**
 * Looks for the newest list that can be read, after the present one was refused. Nothing is changed yet.
 * @param {Keeper} keeper @returns {Promise<{day: number | null, papers: number}>} `day` since the epoch; null: the present list can be read after all
 * @throws {WalletError} `no_earlier_list`
 */
export async function look(keeper) {
  const door = ajar(keeper);
  const present = await readable(door, () => fetchPresent(keeper, door));
  if (present) return found(door, null, present);
  for (const day of await daysOf(keeper, door.token)) {
    const catalogue = await readable(door, () => fetchDay(keeper, door.token, day));
    if (catalogue) return found(door, day, catalogue);
  }
  throw new WalletError("no_earlier_list");
}

/** @param {Ajar} door @param {number | null} day @param {Catalogue} catalogue */
function found(door, day, catalogue) {
  door.found = { day, catalogue };
  return { day, papers: living(catalogue.docs).length };
}

/** @param {Keeper} keeper @param {Ajar} door */
async function fetchPresent(keeper, door) {
  const answer = await keeper.api.request("vault", { method: "GET", session: door.token, again: true });
  door.etag = answer.header("ETag") ?? door.etag;
  return answer.bytes;
}

/** The list in these bytes, null where it cannot be read. @param {Ajar} door @param {() => Promise<Uint8Array>} fetching */
async function readable(door, fetching) {
  const bytes = await fetching();
  try {
    return await readList(door.keys, bytes);
  } catch (problem) {
    if (problem instanceof WalletError && problem.code !== "bad_version") return null;
    throw problem;
  }
}

/**
 * Goes on with the list that `look` found: it becomes the present one, without what is no longer on the server.
 * @param {Keeper} keeper @param {unknown} _ @param {Doing} doing
 */
export async function goOn(keeper, _, doing) {
  const door = ajar(keeper);
  if (!door.found) throw new WalletError("bad_request");
  const { day, catalogue } = door.found;
  const standing = day === null ? null : await stillThere(keeper, catalogue);
  keeper.open(door.root, door.keys, { token: door.token, etag: door.etag, catalogue });
  try {
    if (standing) await save(keeper, (draft) => keepOnly(draft, standing), { leap: LEAP });
  } catch (problem) {
    keeper.leaveAjar(door);
    throw problem;
  }
  return settleIn(keeper, door.way, doing);
}

/** @typedef {{missing: Set<string>, doors: Set<string>}} Standing blobs that are gone, doors that are there */

/** @param {Keeper} keeper @param {Catalogue} catalogue @returns {Promise<Standing>} */
async function stillThere(keeper, catalogue) {
  const missing = await missingOf(keeper, papersOf(catalogue));
  const doors = new Set();
  for (const { id } of living(catalogue.doors)) if (await stands(keeper, id)) doors.add(id);
  return { missing, doors };
}

/** @param {Keeper} keeper @param {string} door_id */
async function stands(keeper, door_id) {
  try {
    await keeper.api.json("door/open", { door_id }, { again: true });
    return true;
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "not_found") return false;
    throw problem;
  }
}

/** What only a list remembers would open nothing; no trace is left, since another device may know better. @param {Catalogue} draft @param {Standing} standing */
function keepOnly(draft, { missing, doors }) {
  for (const name of /** @type {const} */ (["docs", "bin"])) {
    draft[name] = draft[name].filter((one) => one.gone || one.was || !missing.has(one.blob));
    for (const one of living(draft[name])) one.versions = one.versions.filter((old) => !missing.has(old.blob));
  }
  draft.doors = draft.doors.filter((one) => one.gone || doors.has(one.id));
}

/** The days of which an earlier list is kept, newest first. @param {Keeper} keeper @returns {Promise<number[]>} days since the epoch */
export function days(keeper) {
  return daysOf(keeper, keeper.token);
}

/** @param {Keeper} keeper @param {string} session @returns {Promise<number[]>} */
async function daysOf(keeper, session) {
  return (await keeper.api.json("vault/versions", {}, { session, again: true })).days;
}

/** @param {Keeper} keeper @param {string} session @param {number} day @returns {Promise<Uint8Array>} */
async function fetchDay(keeper, session, day) {
  return (await keeper.api.asking("vault/versions", { day }, { session, again: true })).bytes;
}

/** The papers that the list of that day would bring back. @param {Keeper} keeper @param {number} day */
export async function lost(keeper, day) {
  return (await lostSince(keeper, day)).map((one) => shownPaper(one, keeper.catalogue, keeper.now()));
}

/** Brings those papers back and touches no other. @param {Keeper} keeper @param {number} day */
export async function bringBack(keeper, day) {
  const papers = await lostSince(keeper, day);
  await save(keeper, (draft) => {
    const known = idsOf(draft);
    draft.docs.push(...papers.filter((one) => !known.has(one.id)));
  });
  return keeper.snapshot();
}

/**
 * Papers that stood in the list of that day, are not known now and whose contents are still there. What was removed for good stays removed.
 * @param {Keeper} keeper @param {number} day @returns {Promise<Paper[]>}
 */
async function lostSince(keeper, day) {
  const then = await readList(keeper.keys, await fetchDay(keeper, keeper.token, day));
  const known = idsOf(keeper.catalogue);
  const blobs = new Set(papersOf(keeper.catalogue).flatMap(contents).map((one) => one.blob));
  const away = living(then.docs).filter((one) => !known.has(one.id) && !blobs.has(one.blob));
  const missing = await missingOf(keeper, away);
  return copy(away.filter((one) => !missing.has(one.blob))).map((one) => ({ ...one, versions: one.versions.filter((old) => !missing.has(old.blob)) }));
}

/** Every paper's id that this list knows, those taken away too. @param {Catalogue} catalogue */
function idsOf(catalogue) {
  return new Set([...catalogue.docs, ...catalogue.bin].map((one) => one.id));
}

/** The blobs of these papers that are not on the server; the leases of the others are prolonged. @param {Keeper} keeper @param {Paper[]} papers */
function missingOf(keeper, papers) {
  return renew(keeper, papers.flatMap(contents));
}
