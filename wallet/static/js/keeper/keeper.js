/**
 * The keeper: keys, session and catalogue of one open wallet. It lives in the Worker and dies with it.
 *
 * @typedef {import("../api.js").Api} Api
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("../crypto/root.js").VaultKeys} VaultKeys
 * @typedef {import("./shape.js").Catalogue} Catalogue
 * @typedef {import("./shape.js").Content} Content
 * @typedef {import("./cards.js").CardDraft} CardDraft
 * @typedef {{root: Bytes, keys: VaultKeys, token: string, etag: string, way: import("./unlock.js").Way,
 *   found: {day: number | null, catalogue: Catalogue} | null}} Ajar a vault whose list cannot be read, and the list that could take its place
 * @typedef {{tell: (step: string, done: number) => void, signal: AbortSignal | null}} Doing what a call may use while it runs; `done` is 0..1 of the whole
 */
import { WalletError } from "../errors.js";
import { empty } from "./shape.js";
import { snapshot } from "./snapshot.js";
import { Tickets } from "./tickets.js";

export class Keeper {
  /** The session's token, "" where there is none. */
  token = "";
  etag = "";
  catalogue = empty();
  tickets = new Tickets();
  /** Contents that no paper names any more and that are still to be deleted. @type {Content[]} */
  lost = [];
  /** Contents whose lease is still the short first one. @type {Content[]} */
  fresh = [];
  /** @type {Bytes | null} */
  #root = null;
  /** @type {VaultKeys | null} */
  #keys = null;
  /** Set while an earlier list has to be found; then nothing else is open. @type {Ajar | null} */
  ajar = null;
  /** What is being made: a row, a card, and the parts that are handed out. @type {{row: import("./rows.js").RowDraft | null, card: CardDraft | null, people: import("./people.js").SetDraft | null}} */
  drafts = { row: null, card: null, people: null };
  /** When two who hold a part could go in, seconds of the server's clock; 0 while nobody has begun. */
  waiting = 0;
  /** Whether many have tried this name today. */
  busy = false;
  /** The other vaults whose roots this one holds, as far as they are open. @type {Keeper[]} */
  beside = [];
  /** Those that cannot be opened now, by the ids of their entries. @type {string[]} */
  absent = [];
  /** Locks that are over and of which not everything could be taken over. */
  unsettled = 0;
  /** The id of its entry, where this is one that another opened. */
  sibling = "";
  /** @type {Promise<unknown>} */
  #queue = Promise.resolve();
  /** What runs behind the calls. @type {Set<Promise<void>>} */
  background = new Set();
  /** What lies in its mailboxes, as the server told it last. @type {Map<string, import("./mailboxes.js").Waiting[]>} */
  inbox = new Map();
  /** When that was asked, seconds of the server's clock. */
  lookedIn = 0;
  /** What was put into a mailbox and opened last. @type {{id: string, said: import("../manifest.js").DepositSaid & import("./signed.js").Found, content: Bytes} | null} */
  opened = null;
  /** The session at work of the badge that lies in this vault. @type {import("./badge.js").AtWork | null} */
  work = null;
  /** What this phone keeps, while it is read without a network. @type {import("../crypto/offline.js").Kept | null} */
  kept = null;
  /** Called once when the session is lost. @type {() => void} */
  onlost = () => {};

  /** Called when the catalogue has changed without a call that said so: by another device. @type {() => void} */
  onchanged = () => {};

  /** @param {Api} api */
  constructor(api) {
    this.api = api;
  }

  /** @returns {Bytes} @throws {WalletError} `no_session` where nothing is open */
  get root() {
    if (!this.#root) throw new WalletError("no_session");
    return this.#root;
  }

  /** @returns {VaultKeys} @throws {WalletError} `no_session` where nothing is open */
  get keys() {
    if (!this.#keys) throw new WalletError("no_session");
    return this.#keys;
  }

  /** Takes the place of whatever was open. @param {Bytes} root @param {VaultKeys} keys @param {import("./session.js").Session} session */
  open(root, keys, session) {
    this.#root = root;
    this.#keys = keys;
    this.ajar = null;
    this.token = session.token;
    this.tickets = new Tickets();
    this.lost = [];
    this.fresh = [];
    this.waiting = this.unsettled = 0;
    this.emptyInbox();
    this.hold(session.catalogue, session.etag);
  }

  /** Holds a vault whose list cannot be read, so that nothing can be saved over it by chance. @param {Ajar} ajar */
  leaveAjar(ajar) {
    this.#root = this.#keys = null;
    this.token = "";
    this.hold(empty(), "");
    this.ajar = ajar;
  }

  /** Every open vault, this one first. @returns {Keeper[]} */
  get all() {
    return [this, ...this.beside];
  }

  /** Takes over what another keeper has open, and lets go of everything else. @param {Keeper} other */
  goOver(other) {
    this.letGo();
    this.open(other.root, other.keys, { token: other.token, etag: other.etag, catalogue: other.catalogue });
  }

  /** Forgets what is open beside this one. */
  letGo() {
    for (const one of this.beside) one.forget();
    this.beside = [];
    this.absent = [];
  }

  /** The tokens of all sessions, whatever state their lists are in. @returns {string[]} */
  get sessions() {
    return [this.token || this.ajar?.token || "", ...this.beside.map((one) => one.token)].filter((token) => token);
  }

  /** @param {Catalogue} catalogue as the server has it now @param {string} etag */
  hold(catalogue, etag) {
    this.catalogue = catalogue;
    this.etag = etag;
  }

  /** Wipes keys and everything else that was open. */
  forget() {
    this.letGo();
    for (const root of [this.#root, this.ajar?.root]) root?.fill(0);
    for (const value of Object.values(this.#keys ?? this.ajar?.keys ?? {})) if (value instanceof Uint8Array) value.fill(0);
    this.#root = this.#keys = this.ajar = null;
    this.token = "";
    this.tickets = new Tickets();
    this.lost = [];
    this.fresh = [];
    this.kept = null;
    this.emptyInbox();
    this.hold(empty(), "");
  }

  /** Forgets what others put in, and the session at work that it is read in. */
  emptyInbox() {
    this.opened?.content.fill(0);
    this.opened = null;
    this.inbox = new Map();
    this.lookedIn = 0;
    this.work = null;
  }

  /** Seconds of the server's clock. */
  now() {
    return Math.floor((Date.now() + this.api.offset) / 1000);
  }

  snapshot() {
    return snapshot(this);
  }

  /** One at a time, in the order asked: whatever reads and writes the catalogue. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  alone(work) {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** Runs behind the calls; what fails is left for the next unlock, a lost session is told. @param {() => Promise<unknown>} work */
  later(work) {
    const running = this.guarded(work).then(
      () => undefined,
      (problem) => {
        if (!(problem instanceof WalletError)) throw problem;
      },
    );
    this.background.add(running);
    void running.finally(() => this.background.delete(running));
  }

  /** Does `work`; a lost session wipes the keys and is told. Beside another vault it is opened anew when it is needed. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  async guarded(work) {
    const token = this.token;
    try {
      return await work();
    } catch (problem) {
      if (problem instanceof WalletError && problem.code === "no_session" && token && token === this.token) {
        if (this.sibling) this.token = "";
        else {
          this.forget();
          this.onlost();
        }
      }
      throw problem;
    }
  }
}
