/**
 * One opening of a share: asks the server to count it, opens the manifest, fetches the papers, knows when it ends.
 * Nothing here touches the page.
 *
 * @typedef {import("./crypto/bytes.js").Bytes} Bytes
 * @typedef {{doorId: Bytes, kind: "link" | "code" | "address", K: Bytes, open: Bytes}} Door what a link or digits give
 * @typedef {{grant_id: string, read: string, file_key: string, len: number, sha256: string, mime: string, name: string, kind: string | null}} Item
 * @typedef {{v: 1, shown_name: string, note: string, until: number, print: boolean, keep: boolean, watermark: string, items: Item[]}} Manifest
 */
import { unframe } from "./api.js";
import { openAge } from "./crypto/agefile.js";
import { b64, unb64 } from "./crypto/bytes.js";
import { checkDocument } from "./crypto/document.js";
import { openM, openManifest } from "./crypto/share.js";
import { need, WalletError } from "./errors.js";
import { believable } from "./manifest.js";
import { patience } from "./patience.js";

/** Seconds that a page may stay open: for as long does the server know its token. */
const LONGEST = 86_400;
/** How long an answer to "does it still run?" is waited for, in milliseconds. */
const PATIENCE = 8_000;

/** @typedef {{page: number, wall: number}} Moment by the page's clock and by the machine's, in milliseconds */

/** @returns {Moment} */
export function thisMoment() {
  return { page: performance.now(), wall: Date.now() };
}

/** Seconds that have passed, by the clock that went further: one that sleeps with the machine, or is set back, gains nothing. @param {Moment} moment */
function since({ page, wall }) {
  return Math.max(performance.now() - page, Date.now() - wall) / 1000;
}

/**
 * Counts one opening, unless `resume` still stands for a counted one.
 * @param {import("./api.js").Api} api
 * @param {Door} door
 * @param {string | null} resume
 * @returns {Promise<Opening>} raises `not_found` for every reason not to open
 */
export async function openShare(api, door, resume) {
  const clock = thisMoment();
  const asked = { door_id: b64(door.doorId), open: b64(door.open), ...(resume === null ? {} : { resume }) };
  const { value, bytes } = unframe((await api.asking("share/open", asked)).bytes);
  const m = openM(door.K, door.doorId, door.kind, unb64(value.sealed_m));
  const manifest = believable(openManifest(m, unb64(value.share_id), bytes));
  need(Number.isSafeInteger(value.now) && Number.isSafeInteger(value.expires_at), "unexpected");
  return new Opening(api, { ...value, expires_at: Math.min(value.expires_at, value.now + LONGEST) }, manifest, clock);
}

export class Opening {
  #stop = new AbortController();
  /** @type {Map<Item, Promise<Bytes>>} */
  #papers = new Map();
  /** When the last question was asked that was answered. @type {Moment} */
  #heard;
  #asking = false;
  #over = false;
  /** @type {(item: Item, done: number) => void} told how much of a paper has come, 0 to 1 */
  onprogress = () => {};

  /**
   * @param {import("./api.js").Api} api
   * @param {{share_id: string, resume: string, now: number, expires_at: number}} answer
   * @param {Manifest} manifest
   * @param {Moment} clock before the request, so that it ends early rather than late
   */
  constructor(api, answer, manifest, clock) {
    this.api = api;
    this.answer = answer;
    this.manifest = manifest;
    this.clock = this.#heard = clock;
  }

  /** When the person ends it, in seconds since the epoch. */
  get until() {
    return this.manifest.until;
  }

  /** Seconds until the end by the server's clock; none once the person has ended it. */
  get left() {
    return this.#over ? 0 : this.answer.expires_at - this.answer.now - since(this.clock);
  }

  /** Seconds since the server last said that it runs. */
  get silent() {
    return since(this.#heard);
  }

  /** Asks whether it still runs; a line that is broken says nothing about that. @returns {Promise<boolean>} */
  async runs() {
    if (this.#asking) return !this.#over;
    this.#asking = true;
    const { share_id, resume } = this.answer;
    const asked = thisMoment();
    try {
      await this.api.json("share/runs", { share_id, resume }, { signal: patience(PATIENCE) });
      this.#heard = asked;
    } catch (problem) {
      if (!(problem instanceof WalletError)) throw problem;
      this.#over ||= problem.code === "not_found";
    } finally {
      this.#asking = false;
    }
    return !this.#over;
  }

  /**
   * The proven bytes of one paper, fetched once.
   * @param {Item} item
   * @returns {Promise<Bytes>} raises `offline`, `not_found`, or what is wrong with the bytes; the next call tries again
   */
  paper(item) {
    const running = this.#papers.get(item) ?? this.#fetch(item);
    this.#papers.set(item, running);
    running.catch(() => this.#papers.delete(item));
    return running;
  }

  /**
   * Tells the share's owner. A line that is broken does not matter to who reads.
   * @param {"printed" | "closed"} kind
   */
  async report(kind) {
    const { share_id, resume } = this.answer;
    try {
      await this.api.json("share/report", { share_id, resume, kind }, { again: true });
    } catch (problem) {
      if (!(problem instanceof WalletError)) throw problem;
    }
  }

  /** Stops what is under way and overwrites what was decrypted. */
  close() {
    this.#stop.abort();
    for (const paper of this.#papers.values()) paper.then((bytes) => bytes.fill(0), () => undefined);
    this.#papers.clear();
    this.manifest.items = [];
  }

  /** @param {Item} item */
  async #fetch(item) {
    const { signal } = this.#stop;
    const asked = { id: item.grant_id, read: item.read };
    const onreceived = (/** @type {number} */ done) => this.onprogress(item, done);
    const { bytes } = await this.api.asking("grant/get", asked, { again: true, signal, onreceived });
    const plain = await openAge(unb64(item.file_key), bytes);
    return checkDocument(plain, { len: item.len, sha256: unb64(item.sha256) });
  }
}
