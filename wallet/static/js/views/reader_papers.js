/** What was shared: the papers, one of them open below, and the time that is left. At the end everything goes. */
import { WalletError } from "../errors.js";
import * as blobs from "../ui/blobs.js";
import { clone, fill, find, onClick, toggle } from "../ui/dom.js";
import * as leave from "../ui/leave.js";
import * as live from "../ui/live.js";
import { load } from "../ui/parts.js";
import { forget } from "../ui/resume.js";
import * as stage from "../ui/stage.js";
import { endOf } from "../ui/when.js";
import { hasWord, word } from "../ui/words.js";

/** @typedef {import("../opening.js").Opening} Opening */
/** @typedef {import("../opening.js").Item} Item */
/** @typedef {import("../ui/viewer.js").Viewer} Viewer */

const LAST_MINUTE = 60;
const TICK_MS = 500;
/** The page asks every four seconds whether the person has stopped showing. */
const TICKS_PER_ASK = 8;
/** Without an answer for so many seconds the papers are hidden: they may have been stopped meanwhile. */
const SILENCE = 15;

/** The one share that is open on this page. */
class Reading {
  /** @type {Viewer | null} */
  #viewer = null;
  /** @type {Item | null} */
  #shown = null;
  #warned = false;
  #ticks = 1;

  /** @param {Opening} opening */
  constructor(opening) {
    this.opening = opening;
    const { manifest } = opening;
    this.until = endOf(opening.until, opening.answer.now);
    this.root = stage.show("screen-shared", {
      title: manifest.shown_name ? word("shared.by", { name: manifest.shown_name }) : word("shared.title"),
      reference: manifest.watermark,
      until: this.until,
      may: word(manifest.keep ? "shared.keep" : manifest.print ? "shared.print" : "shared.look"),
      note: manifest.note,
    });
    toggle(this.root, "said", manifest.note !== "");
    this.timer = setInterval(() => this.#tick(), TICK_MS);
    this.#listen();
    this.#rows();
    this.#tick();
  }

  #listen() {
    const { manifest } = this.opening;
    document.body.classList.toggle("may-print", manifest.print || manifest.keep);
    onClick(this.root, "close", () => this.close());
    onClick(this.root, "printone", () => this.#viewer?.print(false));
    onClick(this.root, "printall", () => this.#viewer?.print(true));
    onClick(this.root, "save", () => this.#save());
    onClick(this.root, "again", () => this.#shown && this.show(this.#shown));
    if (!manifest.keep) find(this.root, "viewer", "slot").addEventListener("contextmenu", (event) => event.preventDefault());
    const bar = /** @type {HTMLProgressElement} */ (find(this.root, "bar"));
    this.opening.onprogress = (item, done) => {
      if (item === this.#shown) bar.value = done;
    };
    addEventListener("beforeprint", this.onPrint);
    document.addEventListener("visibilitychange", this.onLook);
  }

  onPrint = () => {
    if (this.#viewer && document.body.classList.contains("may-print")) void this.opening.report("printed");
  };

  onLook = async () => {
    this.#tick();
    await this.opening.runs();
    this.#tick();
  };

  /** A single paper is shown at once, several are offered. */
  #rows() {
    const { items } = this.opening.manifest;
    const rows = items.map((item) => this.#row(item));
    if (items.length === 1) void this.show(items[0]);
    else fill(this.root, { rows });
    toggle(this.root, "list", items.length > 1);
  }

  /** @param {Item} item */
  #row(item) {
    const row = fill(clone("part-reader-row"), { name: titleOf(item) });
    onClick(row, "show", () => this.show(item));
    return row;
  }

  /** @param {Item} item */
  async show(item) {
    this.#viewer?.close();
    this.#viewer = null;
    this.#shown = item;
    this.#mark(item);
    this.#offer(null);
    const name = titleOf(item);
    fill(this.root, { papername: name });
    find(this.root, "bar").removeAttribute("value");
    for (const ref of ["paper", "loading"]) toggle(this.root, ref, true);
    toggle(this.root, "trouble", false);
    try {
      const [bytes, { Viewer }] = await Promise.all([this.opening.paper(item), viewing()]);
      if (this.#shown !== item) return;
      const { watermark } = this.opening.manifest;
      const mark = word("shared.mark", { reference: watermark, until: this.until });
      const viewer = new Viewer(find(this.root, "viewer", "slot"), mark);
      this.#viewer = viewer;
      await viewer.show({ bytes, mime: item.mime, name });
      this.#offer(viewer);
      find(this.root, "heading").focus({ preventScroll: true });
    } catch (problem) {
      this.#trouble(problem);
    }
    toggle(this.root, "loading", false);
    if (this.opening.manifest.items.length > 1) find(this.root, "paper").scrollIntoView();
  }

  /** @param {Item} item */
  #mark(item) {
    const at = this.opening.manifest.items.indexOf(item);
    for (const [i, row] of [...find(this.root, "rows", "slot").children].entries()) {
      find(/** @type {HTMLElement} */ (row), "show").setAttribute("aria-pressed", String(i === at));
    }
  }

  /**
   * Shows what may be done with the paper that is open.
   * @param {Viewer | null} viewer
   */
  #offer(viewer) {
    const { print, keep } = this.opening.manifest;
    const drawn = viewer !== null && ["picture", "pdf", "text"].includes(viewer.look);
    toggle(this.root, "printone", drawn && (print || keep));
    toggle(this.root, "printall", drawn && (print || keep) && viewer.pages > 1);
    toggle(this.root, "save", viewer !== null && keep);
    toggle(this.root, "care", viewer?.look === "other" && keep);
    toggle(this.root, "nokeep", (viewer?.look === "other" || viewer?.partial === true) && !keep);
  }

  async #save() {
    const item = this.#shown;
    const { download } = await viewing();
    if (item) download(await this.opening.paper(item), titleOf(item), item.mime);
  }

  /** @param {unknown} problem */
  #trouble(problem) {
    const code = problem instanceof WalletError ? problem.code : "unknown";
    if (code === "cancelled") return;
    if (code === "not_found") return this.end("screen-ended");
    fill(this.root, { trouble: word(hasWord(`trouble.${code}`) ? `trouble.${code}` : "trouble.damaged") });
    toggle(this.root, "trouble", true);
    if (!(problem instanceof WalletError)) throw problem;
  }

  #tick() {
    const { left, silent } = this.opening;
    if (left <= 0) return this.end("screen-ended");
    if (this.#ticks++ % TICKS_PER_ASK === 0) void this.opening.runs();
    toggle(this.root, "silent", silent >= SILENCE);
    this.root.toggleAttribute("data-silent", silent >= SILENCE);
    fill(this.root, { left: word("shared.left", { time: clockOf(left) }) });
    if (left > LAST_MINUTE || this.#warned) return;
    this.#warned = true;
    live.say("shared.lastminute");
  }

  /** The reader's own "close": the share's owner sees it. */
  async close() {
    const told = this.opening.report("closed");
    this.end("screen-closed");
    await told;
  }

  /** Takes everything off this page and out of its memory. @param {string} [id] the screen that says so */
  end(id) {
    clearInterval(this.timer);
    removeEventListener("beforeprint", this.onPrint);
    document.removeEventListener("visibilitychange", this.onLook);
    this.#shown = null;
    this.#viewer?.close();
    this.opening.close();
    blobs.revokeAll();
    document.body.classList.remove("may-print");
    for (const sheet of document.querySelectorAll(".print-sheets")) sheet.remove();
    if (!id) return;
    forget();
    stage.show(id);
  }
}

/** What a paper is called: its own name, else its kind, else what sort of file it is. @param {Item} item */
function titleOf({ name, kind, mime }) {
  if (name) return name;
  if (kind && hasWord(`kind.${kind}`)) return word(`kind.${kind}`);
  const sort = mime === "application/pdf" ? "pdf" : mime.split("/")[0];
  return word(hasWord(`file.${sort}`) ? `file.${sort}` : "file.other");
}

/** @param {number} seconds */
function clockOf(seconds) {
  const whole = Math.floor(seconds);
  const pair = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const rest = `${pair(Math.floor(whole / 60) % 60)}:${pair(whole % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

/** @returns {Promise<Pick<typeof import("../ui/viewer.js"), "Viewer"> & Pick<typeof import("../ui/download.js"), "download"> & Pick<typeof import("../ui/pdf.js"), "preparePdf">>} */
function viewing() {
  return load("viewer");
}

/** Fetches what shows the papers, while they are on their way. @param {Item[]} items */
async function prepareViewing(items) {
  const { preparePdf } = await viewing();
  if (items.some((item) => item.mime === "application/pdf")) preparePdf();
}

/** @param {Opening} opening */
function showPapers(opening) {
  prepareViewing(opening.manifest.items).catch(() => undefined); // told when a paper is shown
  document.querySelector(".foot")?.remove();
  const reading = new Reading(opening);
  leave.whenLeaving(() => reading.end());
}

export const papers = { papers: showPapers };
