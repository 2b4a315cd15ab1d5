/** The catalogue: loaded, changed and saved so that no acknowledged change is lost. Protocol section 5. */
import { sealCatalogue } from "../crypto/catalogue.js";
import { need, WalletError } from "../errors.js";
import { isEntry } from "./aside.js";
import { readList } from "./list.js";
import { merge, same } from "./merge.js";
import { contents, copy, forgetTraces, LISTS } from "./shape.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./shape.js").Catalogue} Catalogue
 * @typedef {import("./shape.js").Entry} Entry
 * @typedef {import("./shape.js").Paper} Paper
 */

const TURNS = 20;
/** How far the number of a list jumps that takes the place of an unreadable one: further than all that a device may have seen. */
export const LEAP = 1_000_000;

/** Brings what other devices saved. @param {Keeper} keeper */
export function refresh(keeper) {
  return keeper.alone(async () => {
    const { catalogue, etag } = await fetched(keeper);
    const known = keeper.catalogue;
    const changed = etag !== keeper.etag;
    keeper.hold(catalogue, etag);
    if (changed) keeper.onchanged();
    if (leapt(known, catalogue)) keeper.later(() => remember(keeper, known));
  });
}

/** Whether somebody went back to an earlier list: then there is no common start, and it knows less than this device. @param {Catalogue} ours @param {Catalogue} theirs */
function leapt(ours, theirs) {
  return theirs.seq - ours.seq > LEAP / 2;
}

/** Brings what this device still knows into the list that was gone back to. @param {Keeper} keeper @param {Catalogue} known */
async function remember(keeper, known) {
  await save(keeper, (draft) => void Object.assign(draft, merge(null, copy(known), draft)));
  keeper.onchanged();
}

/** @param {Keeper} keeper @returns {Promise<{catalogue: Catalogue, etag: string}>} @throws {WalletError} `damaged_list`, `replayed` */
async function fetched(keeper) {
  const headers = { "If-None-Match": keeper.etag };
  const answer = await keeper.api.request("vault", { method: "GET", headers, session: keeper.token, again: true });
  const etag = answer.header("ETag");
  if (!etag) throw new WalletError("unexpected");
  if (answer.status === 304 || etag === keeper.etag) return { catalogue: keeper.catalogue, etag };
  const catalogue = await readList(keeper.keys, answer.bytes);
  if (catalogue.seq <= keeper.catalogue.seq) throw new WalletError("replayed");
  return { catalogue, etag };
}

/**
 * Changes the catalogue and returns once the server has it. `change` gets a copy that it may change, and is called once.
 * @template T
 * @param {Keeper} keeper
 * @param {(draft: Catalogue) => T} change
 * @param {{dropVersions?: boolean, leap?: number}} [how] `dropVersions`: earlier catalogues are deleted in the same step; `leap`: how far the number jumps
 * @returns {Promise<T>} what `change` returned
 * @throws {WalletError} `bad_value` where an entry that it made or changed is none
 */
export function save(keeper, change, how = {}) {
  return keeper.alone(async () => {
    let base = keeper.catalogue;
    let mine = copy(base);
    const result = change(mine);
    for (let turn = 0; turn < TURNS; turn++) {
      number(base, mine, keeper.now(), how.leap ?? 1);
      const etag = await put(keeper, mine, how.dropVersions ?? false);
      if (etag) {
        keeper.hold(mine, etag);
        if (turn) keeper.onchanged();
        return result;
      }
      const theirs = await fetched(keeper);
      mine = merge(leapt(base, theirs.catalogue) ? null : base, mine, theirs.catalogue);
      keeper.lost.push(...dropped(theirs.catalogue, mine));
      keeper.hold(theirs.catalogue, theirs.etag);
      base = theirs.catalogue;
      await rest(turn);
    }
    throw new WalletError("busy");
  });
}

/** The new etag, or null where somebody saved in between. @param {Keeper} keeper @param {Catalogue} catalogue @param {boolean} dropVersions */
async function put(keeper, catalogue, dropVersions) {
  const body = await sealCatalogue(keeper.keys, catalogue);
  const headers = /** @type {Record<string, string>} */ ({ "If-Match": keeper.etag, "Content-Type": "application/octet-stream" });
  if (dropVersions) headers["X-Drop-Versions"] = "1";
  try {
    const answer = await keeper.api.request("vault", { method: "PUT", headers, body, session: keeper.token, again: true });
    return answer.header("ETag");
  } catch (problem) {
    if (problem instanceof WalletError && problem.code === "stale") return null;
    throw problem;
  }
}

/** Gives the save its number, and every entry that changed the same. One that could not be read again is never saved: `bad_value`. @param {Catalogue} base @param {Catalogue} mine @param {number} now @param {number} leap */
function number(base, mine, now, leap) {
  mine.seq = base.seq + leap;
  forgetTraces(mine, now);
  for (const name of LISTS) {
    const before = new Map(base[name].map((/** @type {Entry} */ one) => [one.id, one]));
    for (const one of mine[name]) {
      if (same(one, before.get(one.id))) continue;
      one.seq = mine.seq;
      need(isEntry(name, one), "bad_value");
    }
  }
}

/** Contents that others added to a paper which is gone now: nobody names them any more. @param {Catalogue} theirs @param {Catalogue} mine */
function dropped(theirs, mine) {
  const gone = new Set([...mine.docs, ...mine.bin].filter((one) => one.gone).map((one) => one.id));
  return [...theirs.docs, ...theirs.bin].filter((one) => !one.gone && gone.has(one.id)).flatMap(contents);
}

/** Waits a little, longer each time, so that two who save at once do not meet again and again. @param {number} turn */
function rest(turn) {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * (turn + 1)));
}
