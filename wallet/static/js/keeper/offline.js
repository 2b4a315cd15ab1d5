/** Chosen papers on the person's own phone, for when there is no network: sealed to its passkey, read only. docs/decisions/0015. */
import { b64, unb64 } from "../crypto/bytes.js";
import { LARGEST } from "../crypto/document.js";
import { doorId, doorKey } from "../crypto/door.js";
import { sukPasskey } from "../crypto/doorkey.js";
import { containerDoor, openContainer, sealContainer } from "../crypto/offline.js";
import * as v from "valibot";
import { need, WalletError } from "../errors.js";
import { KEPT, SAVED } from "../schema/offline.js";
import { download } from "./blobs.js";
import { save } from "./catalogue.js";
import { find, living } from "./shape.js";

/**
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("../crypto/offline.js").Kept} Kept
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./shape.js").Door} Door
 * @typedef {import("./shape.js").Paper} Paper
 */

/** Of the container, what is left for names and lengths. */
const HEAD = 256 * 1024;
/** What the contents of all kept papers may have together, in bytes. */
export const MOST = LARGEST - HEAD;
const SHOWN = /** @type {const} */ (["id", "name", "kind", "mime", "len", "issued", "expires", "group", "added", "sha256"]);

/**
 * Chooses what this phone keeps. Which phone it is tells its container, or its passkey where it has none yet.
 * @param {Keeper} keeper @param {{ids: string[], container: ArrayBuffer | null, prf: ArrayBuffer | null}} arg @param {Doing} doing
 * @returns {Promise<ArrayBuffer>} the container @throws {WalletError} `no_passkey` where its passkey is no door of this vault, `too_large`
 */
export async function keep(keeper, { ids, container, prf }, doing) {
  const id = container ? b64(containerDoor(new Uint8Array(container))) : b64(doorId(sukPasskey(new Uint8Array(prf ?? new ArrayBuffer(0)))));
  if (!doorOf(keeper, id)) throw new WalletError("no_passkey");
  const papers = ids.map((one) => find(keeper.catalogue.docs, one));
  if (papers.reduce((sum, { len }) => sum + len, 0) > MOST) throw new WalletError("too_large");
  await save(keeper, (draft) => void (find(draft.doors, id).offline = ids));
  return (await fill(keeper, find(keeper.catalogue.doors, id), container, doing)).buffer;
}

/**
 * The container as it should be now: what was changed or taken away since is changed or gone in it too.
 * @param {Keeper} keeper @param {{container: ArrayBuffer}} arg @param {Doing} doing
 * @returns {Promise<ArrayBuffer | null>} null where it may stay as it is, also because it belongs to another wallet
 */
export async function renew(keeper, { container }, doing) {
  const door = doorOf(keeper, b64(containerDoor(new Uint8Array(container))));
  if (!door) return null;
  const held = heldIn(door, container);
  if (held && JSON.stringify(held.items) === JSON.stringify(wanted(keeper, door).map(shown))) return null;
  return (await fill(keeper, door, container, doing)).buffer;
}

/** The papers in it, without any server; an open wallet is left as it is. @param {Keeper} keeper @param {{container: ArrayBuffer, prf: ArrayBuffer}} arg @throws {WalletError} `nothing_opens` */
export async function open(keeper, { container, prf }) {
  const suk = sukPasskey(new Uint8Array(prf));
  const bytes = new Uint8Array(container);
  if (b64(doorId(suk)) !== b64(containerDoor(bytes))) throw new WalletError("nothing_opens");
  keeper.kept = legible(openContainer(doorKey(suk), bytes));
  return { saved: keeper.kept.saved, docs: keeper.kept.items.map((one) => ({ ...one, versions: [] })) };
}

/** What can be shown of it: an item that is none is left out with its content. @param {Kept} kept @returns {Kept} @throws {WalletError} `damaged` where nothing is left */
function legible({ saved, items, contents }) {
  const good = items.map((one, at) => ({ one, content: contents[at] ?? new Uint8Array(0) })).filter(({ one }) => v.is(KEPT, one));
  need(v.is(SAVED, saved) && (good.length || !items.length), "damaged");
  return { saved, items: good.map(({ one }) => one), contents: good.map(({ content }) => content) };
}

/** @param {Keeper} keeper @param {string} id @returns {Promise<{bytes: ArrayBuffer, mime: string, name: string}>} */
export async function read(keeper, id) {
  const at = keeper.kept?.items.findIndex((one) => one.id === id) ?? -1;
  const [one, content] = [keeper.kept?.items[at], keeper.kept?.contents[at]];
  if (!one || !content) throw new WalletError("not_found");
  return { bytes: content.slice().buffer, mime: one.mime, name: one.name };
}

/** @param {Keeper} keeper @param {string} id @returns {Door | undefined} a device's door whose box this list knows the key of */
function doorOf(keeper, id) {
  return living(keeper.catalogue.doors).find((one) => one.id === id && one.kind === "passkey" && one.key && !one.leaving);
}

/** What was chosen and is there; what no longer fits, because it has grown, stays out. @param {Keeper} keeper @param {Door} door @returns {Paper[]} */
function wanted(keeper, door) {
  let room = MOST;
  const chosen = living(keeper.catalogue.docs).filter((one) => door.offline?.includes(one.id));
  return chosen.filter(({ len }) => (room -= len) >= 0 || ((room += len), false));
}

/** @param {Paper} one */
function shown(one) {
  return Object.fromEntries(SHOWN.map((name) => [name, one[name]]));
}

/** @param {Door} door @param {ArrayBuffer | null} container @returns {Kept | null} null where it was damaged: it is made anew */
function heldIn(door, container) {
  try {
    return container && openContainer(unb64(door.key ?? ""), new Uint8Array(container));
  } catch (problem) {
    if (problem instanceof WalletError) return null;
    throw problem;
  }
}

/** Only what the phone does not hold yet is fetched. @param {Keeper} keeper @param {Door} door @param {ArrayBuffer | null} container @param {Doing} doing @returns {Promise<Bytes>} */
async function fill(keeper, door, container, doing) {
  const held = heldIn(door, container);
  const contents = [];
  const papers = wanted(keeper, door);
  for (const [at, one] of papers.entries()) {
    const known = held?.items.findIndex(({ sha256 }) => sha256 === one.sha256) ?? -1;
    const tell = (/** @type {string} */ step, /** @type {number} */ done) => doing.tell(step, (at + done) / papers.length);
    contents.push(held?.contents[known] ?? (await download(keeper, one, { ...doing, tell })));
  }
  const items = /** @type {import("../crypto/offline.js").Label[]} */ (papers.map(shown));
  return sealContainer(unb64(door.id), unb64(door.key ?? ""), { saved: keeper.now(), items, contents });
}
