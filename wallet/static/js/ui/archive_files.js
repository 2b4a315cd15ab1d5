/** What an archive of one's papers holds: names that every computer can keep, and lists that open without us. */
import { writeCsv } from "./csv.js";
import { safeName } from "./download.js";
import { clone, fill, find } from "./dom.js";
import { kindName, titleOf } from "./title.js";
import { day } from "./when.js";
import { language, word } from "./words.js";

/**
 * @typedef {{id: string, name: string, kind: string | null, mime: string, issued: string | null, expires: string | null, group: string | null, added: number}} Paper
 * @typedef {Paper & {file: string}} Filed
 */

/** The list that this wallet reads again. */
export const LIST = "sacoche.json";
const VERSION = 1;
/** Halves of characters, which no link can hold. */
const HALVES = /[\ud800-\udfff]/gu;
const FIELDS = /** @type {const} */ (["file", "name", "kind", "mime", "issued", "expires", "group", "added"]);

/** The oldest first, each with a name of its own. @param {Paper[]} papers @returns {Filed[]} */
export function filed(papers) {
  const inOrder = [...papers].sort((one, other) => one.added - other.added);
  return inOrder.map((one, at) => ({ ...one, file: `papers/${String(at + 1).padStart(3, "0")} ${safeName(titleOf(one), one.mime).replace(HALVES, " ")}` }));
}

/** @param {Filed[]} papers @returns {string} JSON */
export function listOf(papers) {
  return JSON.stringify({ v: VERSION, papers: papers.map((one) => Object.fromEntries(FIELDS.map((name) => [name, one[name]]))) }, null, 1);
}

/** @param {Filed[]} papers @returns {string[][]} */
function rowsOf(papers) {
  return papers.map((one) => [one.file, titleOf(one), kindName(one.kind), one.issued ?? "", one.expires ?? "", one.group ?? "", day(one.added)]);
}

/** @param {Filed[]} papers @returns {string} */
export function tableOf(papers) {
  const heads = ["file", "title", "kind", "issued", "expires", "group", "added"].map((name) => word(`archive.${name}`));
  return writeCsv([heads, ...rowsOf(papers)]);
}

/** A page that any browser opens without us: no script, no style, links to the files. @param {Filed[]} papers @returns {string} */
export function pageOf(papers) {
  const page = document.implementation.createHTMLDocument(word("archive.heading"));
  Object.assign(page.documentElement, { lang: language(), dir: document.documentElement.dir });
  page.head.prepend(page.importNode(clone("archive-charset"), true));
  const body = clone("archive-page");
  find(body, "rows").append(...rowsOf(papers).map(rowOf));
  page.body.append(page.importNode(body, true));
  return new XMLSerializer().serializeToString(page);
}

/** @param {string[]} cells */
function rowOf([file = "", title = "", kind = "", issued = "", expires = "", group = "", added = ""]) {
  const row = fill(clone("archive-row"), { title, kind, issued, expires, group, added });
  find(row, "title", "text").setAttribute("href", file.split("/").map(encodeURIComponent).join("/"));
  return row;
}
