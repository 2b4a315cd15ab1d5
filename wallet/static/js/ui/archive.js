/** A file with everything, written paper by paper: what is ready leaves the page's memory as it grows. */
import { randomDigits } from "../crypto/damm.js";
import { WalletError } from "../errors.js";
import { call, now } from "../vault.js";
import { LIST, listOf, pageOf, tableOf } from "./archive_files.js";
import { gathered } from "./gathered.js";
import * as idle from "./idle.js";
import { load } from "./parts.js";

/** @typedef {import("./archive_files.js").Filed} Filed */
/** @typedef {{tell: (done: number) => void, signal: AbortSignal}} Doing `done`: papers so far */
/** @typedef {WritableStream<Uint8Array>} Sink a file that the person chose, written as it grows; without one the page keeps it until it is saved */

const GROUPS = 6;

/** Words (digits, since they are alike in every language) that seal a file: 80 bits. */
export function drawWords() {
  return Array.from({ length: GROUPS }, () => randomDigits(4)).join("-");
}

/**
 * @param {Filed[]} papers @param {string | null} words null for a plain ZIP @param {Doing} doing @param {Sink | null} sink
 * @returns {Promise<{file: Blob | null, missing: Filed[]}>} `file` is null where it went into the sink; `missing`: those that could not be opened; raises `cancelled`
 */
export async function makeArchive(papers, words, doing, sink) {
  const { zip, seal } = await load("archive");
  /** @type {Filed[]} */
  const missing = [];
  const stream = zip(entries(papers, missing, doing));
  const whole = words === null ? stream : await seal(stream, words);
  return { file: sink ? await poured(whole, sink) : await gathered(whole), missing };
}

/** @param {Filed[]} papers @param {Filed[]} missing filled as it goes @param {Doing} doing */
async function* entries(papers, missing, { tell, signal }) {
  for (const [at, paper] of papers.entries()) {
    if (signal.aborted) throw new WalletError("cancelled");
    const bytes = await whole(call("paper.open", paper.id));
    if (bytes) yield { name: paper.file, input: bytes, lastModified: new Date(paper.added * 1000) };
    else missing.push(paper);
    tell(at + 1);
  }
  const there = papers.filter((one) => !missing.includes(one));
  const lastModified = new Date(now() * 1000);
  yield { name: "index.html", input: pageOf(there), lastModified };
  yield { name: "index.csv", input: tableOf(there), lastModified };
  yield { name: LIST, input: listOf(there), lastModified };
}

/** @param {Promise<{bytes: ArrayBuffer}>} opening @returns {Promise<Uint8Array<ArrayBuffer> | null>} null where this one is not there whole; a lost session or line ends it all */
async function whole(opening) {
  try {
    return new Uint8Array((await idle.during(opening)).bytes);
  } catch (problem) {
    if (problem instanceof WalletError && ["not_found", "damaged", "bad_sum", "bad_length", "bad_padding"].includes(problem.code)) return null;
    throw problem;
  }
}

/** What makeClosed has to fetch: lists and boxes, and the names of the bodies. @typedef {{boxes: Record<string, string>, vaults: {id: string, list: ArrayBuffer}[], blobs: string[]}} Outline */

/** The wallet as the server has it: nothing in it is open. @param {Outline} outline @param {Doing} doing @param {Sink | null} sink @returns {Promise<{file: Blob | null, missing: number}>} raises `cancelled` */
export async function makeClosed(outline, doing, sink) {
  const { zip } = await load("archive");
  const missing = { count: 0 };
  const whole = zip(closedEntries(outline, missing, doing));
  return { file: sink ? await poured(whole, sink) : await gathered(whole), missing: missing.count };
}

/** @param {Outline} outline @param {{count: number}} missing @param {Doing} doing */
async function* closedEntries({ boxes, vaults, blobs }, missing, { tell, signal }) {
  const lastModified = new Date(now() * 1000);
  yield { name: "vault.json", input: JSON.stringify({ v: 1, boxes }), lastModified };
  for (const { id, list } of vaults) yield { name: `vaults/${id}.bin`, input: new Uint8Array(list), lastModified };
  for (const [at, blob] of blobs.entries()) {
    if (signal.aborted) throw new WalletError("cancelled");
    const bytes = await whole(call("closed.body", blob));
    if (bytes) yield { name: `blobs/${blob}.age`, input: bytes, lastModified };
    else missing.count++;
    tell(at + 1);
  }
}

/** What goes wrong on the way leaves no half a file behind. @param {ReadableStream<Uint8Array>} stream @param {Sink} sink @returns {Promise<null>} */
async function poured(stream, sink) {
  await stream.pipeTo(sink);
  return null;
}
