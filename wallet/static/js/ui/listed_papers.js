/** Papers that an export of this wallet lists: every byte and every field as it was, also where somebody packed the file anew. */
import { WalletError } from "../errors.js";
import { papersIn } from "../schema/export.js";
import { baseName } from "./file_names.js";
import { titleOf } from "./title.js";

/** @typedef {import("./unpack.js").Found} Found */
/** @typedef {import("./zip_entries.js").Entry} Entry */
/** @typedef {import("./archive_files.js").Filed} Filed */

/** Lists for people, beside ours. */
const BESIDE = ["index.html", "index.csv"];
/** How an export begins each name; it stays where a computer cannot write the letters that follow. */
export const NUMBER = /^(\d{3,})[ _]/;
const WAYS = [(/** @type {string} */ path) => path, baseName, (/** @type {string} */ path) => NUMBER.exec(baseName(path))?.[1] ?? ""];

/**
 * @param {Entry} list @param {Entry[]} entries @param {(one: Entry) => Promise<Uint8Array<ArrayBuffer>>} bytes
 * @returns {Promise<{found: Found[], rest: Entry[]}>} `rest`: what the list does not name
 */
export async function listedPapers(list, entries, bytes) {
  const root = list.name.slice(0, -baseName(list.name).length);
  const others = entries.filter((one) => one !== list && !BESIDE.some((name) => one.name === root + name));
  const papers = await readPapers(list, bytes);
  if (!papers.length) return { found: [{ name: list.name, read: () => Promise.reject(new WalletError("zip_list")) }], rest: others };
  const files = new Files(others, root);
  const found = papers.map((paper) => foundOf(paper, files.take(paper.file), bytes));
  return { found, rest: others.filter((one) => !files.taken.has(one)) };
}

/** @param {Entry} list @param {(one: Entry) => Promise<Uint8Array>} bytes @returns {Promise<Filed[]>} none where the list cannot be read */
async function readPapers(list, bytes) {
  try {
    return papersIn(new TextDecoder().decode(await bytes(list)));
  } catch (problem) {
    if (problem instanceof WalletError) return [];
    throw problem;
  }
}

/** @param {Filed} paper @param {Entry | undefined} entry @param {(one: Entry) => Promise<Uint8Array<ArrayBuffer>>} bytes @returns {Found} */
function foundOf({ id: _id, file: _file, ...paper }, entry, bytes) {
  const read = async () => {
    if (!entry) throw new WalletError("zip_missing");
    return { ...paper, bytes: (await bytes(entry)).buffer };
  };
  return { name: titleOf(paper), read };
}

/** The files of an export: found by their whole names, by the last part, or by the number that it begins with. */
class Files {
  /** @type {Set<Entry>} */
  taken = new Set();

  /** @param {Entry[]} entries @param {string} root the folder in which the list lies */
  constructor(entries, root) {
    this.root = root;
    const inside = entries.filter((one) => one.name.startsWith(root));
    this.maps = WAYS.map((key) => new Map(inside.map((one) => [key(one.name), one])));
  }

  /** @param {string} file as the list calls it @returns {Entry | undefined} */
  take(file) {
    const name = this.root + file.normalize("NFC");
    const fits = WAYS.map((key, n) => (key(name) ? this.maps[n]?.get(key(name)) : undefined));
    const entry = fits.find((one) => one && !this.taken.has(one));
    if (entry) this.taken.add(entry);
    return entry;
  }
}
