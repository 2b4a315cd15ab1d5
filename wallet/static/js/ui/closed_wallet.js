/** A wallet that was saved closed: boxes, lists and bodies as the server had them (keeper/closed.js). A safe card opens it, and no server is asked. */
import * as v from "valibot";
import { openAge } from "../crypto/agefile.js";
import { b64, unb64 } from "../crypto/bytes.js";
import { parseGroups } from "../crypto/card.js";
import { checkDocument } from "../crypto/document.js";
import { doorId, openBox } from "../crypto/door.js";
import { sukSafe } from "../crypto/doorkey.js";
import { vaultKeys } from "../crypto/root.js";
import { need, WalletError } from "../errors.js";
import { readList } from "../keeper/list.js";
import { living } from "../keeper/shape.js";
import { parsed } from "../schema/plain.js";
import { digits } from "./groups.js";
import { titleOf } from "./title.js";

/** @typedef {import("./unpack.js").Found} Found */
/** @typedef {import("./unpack.js").Bytes} Bytes */
/** @typedef {import("./zip_entries.js").Entry} Entry */
/** @typedef {import("../keeper/shape.js").Catalogue} Catalogue */

/** What tells that a ZIP is one. */
export const CLOSED = "vault.json";
const BOXES = v.pipe(v.string(), v.parseJson(), v.object({ v: v.literal(1), boxes: v.record(v.string(), v.string()) }));

/** @param {Entry} first the boxes @param {Entry[]} entries @param {Bytes} bytes @param {import("./unpack.js").Ask} ask @returns {Promise<Found[]>} */
export async function closedPapers(first, entries, bytes, ask) {
  const { boxes } = parsed(BOXES, new TextDecoder().decode(await bytes(first)), "bad_archive");
  const folder = first.name.slice(0, -CLOSED.length);
  const byName = new Map(entries.map((one) => [one.name, one]));
  const part = (/** @type {string} */ name) => byName.get(folder + name);
  let root = null;
  for (let wrong = false; !root; wrong = true) root = rootIn(boxes, await ask("card", wrong));
  return papersOf(root, part, bytes);
}

/** @param {Record<string, string>} boxes @param {string} typed the ten groups of a card @returns {Uint8Array | null} null where it is none, or opens nothing here */
function rootIn(boxes, typed) {
  try {
    const suk = sukSafe(parseGroups(digits(typed).match(/.{1,5}/g) ?? []));
    const box = boxes[b64(doorId(suk))];
    return box === undefined ? null : openBox(suk, unb64(box)).root;
  } catch (problem) {
    if (problem instanceof WalletError) return null;
    throw problem;
  }
}

/** The papers of this vault, then of those whose roots it holds, where they were saved too. @param {Uint8Array} first @param {(name: string) => Entry | undefined} part @param {Bytes} bytes */
async function papersOf(first, part, bytes) {
  /** @type {Found[]} */
  const found = [];
  const [waiting, seen] = [[first], new Set()];
  for (let root = waiting.pop(); root; root = waiting.pop()) {
    const keys = await vaultKeys(root);
    const list = part(`vaults/${b64(keys.vaultId)}.bin`);
    if (!list || seen.has(list)) continue;
    seen.add(list);
    const catalogue = await listIn(keys, list, bytes);
    if (catalogue) waiting.push(...living(catalogue.vaults).map((one) => unb64(one.root)));
    found.push(...(catalogue ? readable(catalogue, part, bytes) : [refused(list.name, "zip_damaged")]));
  }
  return found;
}

/** @param {import("../crypto/root.js").VaultKeys} keys @param {Entry} list @param {Bytes} bytes @returns {Promise<Catalogue | null>} null where it cannot be read */
async function listIn(keys, list, bytes) {
  try {
    return await readList(keys, await bytes(list));
  } catch (problem) {
    if (problem instanceof WalletError && problem.code !== "bad_version") return null;
    throw problem;
  }
}

/** @param {Catalogue} catalogue @param {(name: string) => Entry | undefined} part @param {Bytes} bytes @returns {Found[]} */
function readable({ docs, aside }, part, bytes) {
  const papers = living(docs).map((paper) => {
    const { mime, name, kind, issued, expires, group, added } = paper;
    const read = async () => ({ bytes: await content(paper, part(`blobs/${paper.blob}.age`), bytes), mime, name, kind, issued, expires, group, added });
    return { name: titleOf(paper), read };
  });
  return [...papers, ...aside.filter((one) => one.list === "docs").map(() => refused("?", "zip_damaged"))];
}

/** @param {import("../keeper/shape.js").Paper} paper @param {Entry | undefined} body @param {Bytes} bytes @returns {Promise<ArrayBuffer>} raises `zip_missing` or `zip_damaged` */
async function content({ file_key, len, sha256 }, body, bytes) {
  need(body, "zip_missing");
  try {
    const plain = await openAge(unb64(file_key), await bytes(body));
    return (await checkDocument(plain, { len, sha256: unb64(sha256) })).slice().buffer;
  } catch (cause) {
    throw cause instanceof WalletError ? new WalletError("zip_damaged", { cause }) : cause;
  }
}

/** @param {string} name @param {string} code @returns {Found} */
function refused(name, code) {
  return { name, read: () => Promise.reject(new WalletError(code)) };
}
