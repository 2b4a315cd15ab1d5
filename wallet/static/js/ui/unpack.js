/** Papers that come in from a file with many: this wallet's own, plain, locked or closed; Reconnect's; or any ZIP. */
import { need, WalletError } from "../errors.js";
import { LIST } from "./archive_files.js";
import { CLOSED, closedPapers } from "./closed_wallet.js";
import { readCsv } from "./csv.js";
import { listedPapers, NUMBER } from "./listed_papers.js";
import { unlocked } from "./locked_file.js";
import { baseName, isLeavings, typeByName } from "./file_names.js";
import { word } from "./words.js";
import { readEntries } from "./zip_entries.js";
import { readEntry } from "./zip_read.js";

/** @typedef {{bytes: ArrayBuffer, mime: string, name: string, kind: string | null, issued: string | null, expires: string | null, group: string | null, added?: number}} Incoming */
/** @typedef {{name: string, read: () => Promise<Incoming>}} Found `read` raises why this one cannot come in */
/** @typedef {import("./zip_entries.js").Entry} Entry */
/** @typedef {(one: Entry) => Promise<Uint8Array<ArrayBuffer>>} Bytes */
/** @typedef {(file: File) => Promise<{bytes: ArrayBuffer, mime: string, name: string}>} Prepare what is done to every file on its way in */
/** @typedef {(what: "digits" | "card", wrong: boolean) => Promise<string>} Ask for what opens it; `wrong` where the answer before opened nothing */

const TABLE = /(?:^|\/)(Contact|Note|Evenement)\.csv$/i;
/** Folders that Reconnect and this wallet put papers into. */
const NO_GROUP = /^(documents|papers)$/i;

/** @param {Blob} file @param {{prepare: Prepare, ask: Ask}} page @returns {Promise<Found[]>} raises `bad_archive` where there is nothing in it */
export async function unpack(file, { prepare, ask }) {
  const zip = await unlocked(file, ask);
  const entries = (await readEntries(zip)).filter((one) => !isLeavings(one.name));
  const bytes = (/** @type {Entry} */ one) => readEntry(zip, one);
  const closed = entries.find((one) => baseName(one.name) === CLOSED);
  const found = closed ? await closedPapers(closed, entries, bytes, ask) : await open(entries, bytes, prepare);
  need(found.length, "bad_archive");
  return found;
}

/** Papers of every list in it, the innermost first, then whatever no list names. @param {Entry[]} entries @param {Bytes} bytes @param {Prepare} prepare */
async function open(entries, bytes, prepare) {
  /** @type {Found[]} */
  const found = [];
  let rest = entries;
  for (const list of entries.filter((one) => baseName(one.name) === LIST).sort((one, other) => other.name.length - one.name.length)) {
    const listed = await listedPapers(list, rest, bytes);
    found.push(...listed.found);
    rest = listed.rest;
  }
  for (const one of rest) found.push(...(TABLE.test(one.name) ? await rowsOf(one, bytes) : [plainFile(one, bytes, prepare)]));
  return found;
}

/** A file of no list: cleaned like any that comes in. @param {Entry} entry @param {Bytes} bytes @param {Prepare} prepare @returns {Found} */
function plainFile(entry, bytes, prepare) {
  const [folder = ""] = entry.name.split("/").slice(-2, -1);
  const group = folder.trim() && folder !== ".." && !NO_GROUP.test(folder) ? folder : null;
  const name = folder === "papers" ? baseName(entry.name).replace(NUMBER, "") : baseName(entry.name);
  const read = async () => unlabelled(await prepare(new File([await bytes(entry)], name, { type: typeByName(name) })), group);
  return { name: entry.name, read };
}

/** @param {{bytes: ArrayBuffer, mime: string, name: string}} prepared @param {string | null} group @returns {Incoming} */
function unlabelled(prepared, group) {
  return { ...prepared, kind: null, issued: null, expires: null, group };
}

/** A table of Reconnect: a text for each row. @param {Entry} entry @param {Bytes} bytes @returns {Promise<Found[]>} */
async function rowsOf(entry, bytes) {
  try {
    const name = word(`unpack.${(TABLE.exec(entry.name)?.[1] ?? "").toLowerCase()}`);
    return notesOf(textIn(await bytes(entry))).map((note) => textPaper(name, note));
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem;
    return [{ name: entry.name, read: () => Promise.reject(problem) }];
  }
}

/** One text for each row: what its column is called, and what stands in it. @param {string} csv */
function notesOf(csv) {
  const [heads = [], ...rows] = readCsv(csv);
  return rows.map((row) => row.map((value, at) => (value.trim() ? `${heads[at] ?? ""}: ${value.trim()}` : "")).filter(Boolean).join("\n"));
}

/** @param {string} name @param {string} text @returns {Found} */
function textPaper(name, text) {
  const bytes = new TextEncoder().encode(text);
  return { name, read: async () => unlabelled({ bytes: bytes.buffer, mime: "text/plain", name }, null) };
}

/** As UTF-8, or as Windows writes a table. @param {Uint8Array} bytes */
function textIn(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
