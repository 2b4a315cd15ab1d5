/** Papers that come in from a file with many: an archive of this wallet, or what Reconnect hands out. */
import { WalletError } from "../errors.js";
import { LIST } from "./archive_files.js";
import { readCsv } from "./csv.js";
import { prepare } from "./incoming.js";
import { load } from "./parts.js";
import { word } from "./words.js";
import { readEntries, readEntry } from "./zip_read.js";

/** @typedef {{bytes: ArrayBuffer, mime: string, name: string, kind: string | null, issued: string | null, expires: string | null, group: string | null, added?: number}} Incoming */
/** @typedef {{name: string, size: number, read: () => Promise<Incoming>}} Found `read` raises what `prepare` raises, or `bad_archive` */

const MOST = 32_000_000;
const TABLES = /(^|\/)(Contact|Note|Evenement)\.csv$/i;
const DOCUMENTS = /(^|\/)Documents\/(.*\/)?([^/]+)$/i;

/** @param {Blob} file a ZIP @returns {Promise<Found[]>} raises `bad_archive` where nothing in it is known */
export async function unpack(file) {
  const { inflate, papersIn } = await load("archive");
  const entries = (await readEntries(file)).filter((one) => one.size <= MOST);
  const bytes = (/** @type {import("./zip_read.js").Entry} */ one) => readEntry(file, one, inflate);
  const list = entries.find((one) => one.name === LIST);
  const found = list ? ours(papersIn(await textOf(bytes(list))), entries, bytes) : await theirs(entries, bytes);
  if (!found.length) throw new WalletError("bad_archive");
  return found;
}

/** @typedef {(one: import("./zip_read.js").Entry) => Promise<Uint8Array<ArrayBuffer>>} Bytes */

/** An archive of this wallet: every byte and every field as it was. @param {import("./archive_files.js").Filed[]} papers @param {import("./zip_read.js").Entry[]} entries @param {Bytes} bytes @returns {Found[]} */
function ours(papers, entries, bytes) {
  const byName = new Map(entries.map((one) => [one.name, one]));
  return papers.flatMap(({ id: _id, file, ...paper }) => {
    const entry = byName.get(file);
    if (!entry) return [];
    return [{ name: paper.name, size: entry.size, read: async () => ({ ...paper, bytes: (await bytes(entry)).buffer }) }];
  });
}

/** A tree of documents and tables: each document is cleaned like any that comes in. @param {import("./zip_read.js").Entry[]} entries @param {Bytes} bytes @returns {Promise<Found[]>} */
async function theirs(entries, bytes) {
  const documents = entries.filter((one) => one.size && DOCUMENTS.test(one.name)).map((entry) => {
    const [, , folder = "", name = ""] = DOCUMENTS.exec(entry.name) ?? [];
    const group = folder.replace(/\/$/, "").split("/").pop() || null;
    const read = async () => unlabelled(await prepare(new File([await bytes(entry)], name)), group);
    return { name, size: entry.size, read };
  });
  const tables = [];
  for (const entry of entries.filter((one) => one.size && TABLES.test(one.name))) {
    const notes = notesOf(await textOf(bytes(entry)));
    const name = word(`unpack.${(TABLES.exec(entry.name)?.[2] ?? "").toLowerCase()}`);
    for (const note of notes) tables.push(textPaper(name, note));
  }
  return [...documents, ...tables];
}

/** @param {{bytes: ArrayBuffer, mime: string, name: string}} prepared @param {string | null} group @returns {Incoming} */
function unlabelled(prepared, group) {
  return { ...prepared, kind: null, issued: null, expires: null, group };
}

/** One text for each row: what its column is called, and what stands in it. @param {string} csv */
function notesOf(csv) {
  const [heads = [], ...rows] = readCsv(csv);
  return rows.map((row) => row.map((value, at) => (value.trim() ? `${heads[at] ?? ""}: ${value.trim()}` : "")).filter(Boolean).join("\n"));
}

/** @param {string} name @param {string} text @returns {Found} */
function textPaper(name, text) {
  const bytes = new TextEncoder().encode(text);
  return { name, size: bytes.length, read: async () => unlabelled({ bytes: bytes.buffer, mime: "text/plain", name }, null) };
}

/** @param {Promise<Uint8Array>} bytes */
async function textOf(bytes) {
  return new TextDecoder().decode(await bytes);
}
