/** Papers on their way in: each prepared, sealed and sent, with progress; stopped or tried again one by one. */
import { b64, random } from "../crypto/bytes.js";
import { throwLater, WalletError } from "../errors.js";
import { clone, fill, find, onClick, toggle } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import { prepare } from "../ui/incoming.js";
import * as live from "../ui/live.js";
import { sentence } from "../ui/problem.js";
import * as screen from "../ui/screen.js";
import { sortOf } from "../ui/title.js";
import * as unsaved from "../ui/unsaved.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";

/**
 * @typedef {{name: string, group?: string | null}} Label
 * @typedef {{file: Blob & {name?: string}, label: Label, row: HTMLElement, stop: AbortController, id: string, beside: boolean, anyway: boolean}} Upload `id`: the paper's, also after a second try; `anyway`: even if its end is missing
 */

/** @type {Upload[]} */
const queue = [];
/** One at a time: an old phone has memory for one, and a slow line is not split. */
let running = Promise.resolve();
let redraw = () => {};
let beside = false;

/** One that failed can still be tried again; one that the person stopped is given up. */
unsaved.alsoWhere(() => queue.some(({ row, stop }) => find(row, "label").hidden && !stop.signal.aborted));

/** Where the papers go that are added from now on. @param {boolean} wish with the other secret */
export function putBeside(wish) {
  beside = wish;
}

/**
 * @param {(Blob & {name?: string})[]} files
 * @param {Label} [label] for what has no name of its own
 */
export function add(files, label = { name: "" }) {
  for (const file of files) enqueue({ file, label, row: clone("part-upload"), stop: new AbortController(), id: b64(random(16)), beside, anyway: false });
}

/**
 * The rows of all uploads, for the list; `whenDone` is called after each that ends well.
 * @param {() => void} whenDone
 */
export function rows(whenDone) {
  redraw = whenDone;
  return queue.map((one) => one.row);
}

/** @param {Upload} upload */
function enqueue(upload) {
  queue.push(upload);
  const { row } = upload;
  fill(row, { title: upload.file.name || upload.label.name || word(`file.${sortOf(upload.file.type)}`), state: "" });
  onClick(row, "cancel", () => upload.stop.abort());
  onClick(row, "retry", () => start(upload));
  onClick(row, "anyway", () => start(Object.assign(upload, { anyway: true })));
  onClick(row, "leave-out", () => dismiss(upload));
  onClick(row, "label", () => screen.go("details", { id: upload.id, then: () => dismiss(upload) }));
  onClick(row, "dismiss", () => dismiss(upload));
  start(upload);
}

/** @param {Upload} upload */
function start(upload) {
  upload.stop = new AbortController();
  state(upload, "preparing", ["cancel"]);
  running = running.then(() => idle.during(send(upload)));
}

/** @param {Upload} upload one that fails says so in its row; the next one is not kept waiting */
async function send(upload) {
  try {
    if (upload.stop.signal.aborted) throw new WalletError("cancelled");
    const paper = await prepare(upload.file, { anyway: upload.anyway });
    state(upload, "sending", ["cancel"]);
    await call("paper.add", { ...paper, id: upload.id, name: paper.name || upload.label.name, kind: null, issued: null, expires: null, group: upload.label.group ?? null, ...(upload.beside ? { beside: true } : {}) }, how(upload, paper.bytes));
    state(upload, "done", ["label", "dismiss"]);
    live.whisper("upload.done");
    redraw();
  } catch (problem) {
    failed(upload, problem);
  }
}

/**
 * @param {Upload} upload
 * @param {ArrayBuffer} bytes handed over, not copied
 */
function how(upload, bytes) {
  const bar = /** @type {HTMLProgressElement} */ (find(upload.row, "bar"));
  const onprogress = (/** @type {{done: number}} */ { done }) => {
    bar.value = done;
  };
  return { onprogress, signal: upload.stop.signal, transfer: [bytes] };
}

/**
 * @param {Upload} upload
 * @param {unknown} problem
 */
function failed(upload, problem) {
  const ours = problem instanceof WalletError;
  state(upload, "stopped", ours && problem.code === "cut_off" ? ["anyway", "leave-out"] : ["retry", "dismiss"]);
  if (!ours || problem.code !== "cancelled") fill(upload.row, { state: sentence(problem) });
  if (!ours) throwLater(problem);
}

/**
 * @param {Upload} upload
 * @param {"preparing" | "sending" | "done" | "stopped"} now
 * @param {string[]} buttons those that are shown
 */
function state(upload, now, buttons) {
  fill(upload.row, { state: word(`upload.${now}`) });
  for (const name of ["cancel", "retry", "anyway", "leave-out", "label", "dismiss"]) toggle(upload.row, name, buttons.includes(name));
  toggle(upload.row, "bar", now === "preparing" || now === "sending");
}

/** @param {Upload} upload */
function dismiss(upload) {
  queue.splice(queue.indexOf(upload), 1);
  upload.row.remove();
}
