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

/** Papers that are fetched beside each other: more gain nothing and keep the first one waiting. */
const LANES = 4;
/** Bytes that are fetched before anyone asks; a share beyond it is fetched paper by paper. */
const AHEAD = 12_000_000;

/**
 * Counts one opening, unless `resume` still stands for a counted one.
 * @param {import("./api.js").Api} api
 * @param {Door} door
 * @param {string | null} resume
 * @returns {Promise<Opening>} raises `not_found` for every reason not to open
 */
export async function openShare(api, door, resume) {
  const clock = { page: performance.now(), wall: Date.now() };
  const asked = { door_id: b64(door.doorId), open: b64(door.open), ...(resume === null ? {} : { resume }) };
  const { value, bytes } = unframe((await api.asking("share/open", asked)).bytes);
  const m = openM(door.K, door.doorId, door.kind, unb64(value.sealed_m));
  const manifest = believable(openManifest(m, unb64(value.share_id), bytes));
  need(Number.isSafeInteger(value.now) && Number.isSafeInteger(value.expires_at), "unexpected");
  return new Opening(api, value, manifest, clock);
}

export class Opening {
  #stop = new AbortController();
  /** @type {Map<Item, Promise<Bytes>>} */
  #papers = new Map();
  #running = 0;
  /** @type {(() => void)[]} */
  #waiting = [];
  /** @type {(item: Item, done: number) => void} told how much of a paper has come, 0 to 1 */
  onprogress = () => {};

  /**
   * @param {import("./api.js").Api} api
   * @param {{share_id: string, resume: string, now: number, expires_at: number}} answer
   * @param {Manifest} manifest
   * @param {{page: number, wall: number}} clock both clocks before the request, so that it ends early rather than late
   */
  constructor(api, answer, manifest, clock) {
    this.api = api;
    this.answer = answer;
    this.manifest = manifest;
    this.clock = clock;
  }

  /** The end by the server's clock, in seconds since the epoch. */
  get until() {
    return this.answer.expires_at;
  }

  /** Seconds until the end by the server's clock. A clock that sleeps with the machine, or is set back, gains nothing. */
  get left() {
    const passed = Math.max(performance.now() - this.clock.page, Date.now() - this.clock.wall);
    return this.answer.expires_at - this.answer.now - passed / 1000;
  }

  /** Starts fetching, before there is anything to look at: the first paper first. */
  ahead() {
    const { items } = this.manifest;
    if (items.reduce((sum, item) => sum + item.len, 0) > AHEAD) return;
    for (const item of items) this.paper(item).catch(() => undefined);
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
    // No pause where a lane is free, so that the request leaves before the page is drawn.
    if (this.#running >= LANES) await new Promise((free) => this.#waiting.push(() => free(undefined)));
    this.#running += 1;
    try {
      const { signal } = this.#stop;
      const asked = { id: item.grant_id, read: item.read };
      const onreceived = (/** @type {number} */ done) => this.onprogress(item, done);
      const { bytes } = await this.api.asking("grant/get", asked, { again: true, signal, onreceived });
      const plain = await openAge(unb64(item.file_key), bytes);
      return await checkDocument(plain, { len: item.len, sha256: unb64(item.sha256) });
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}
