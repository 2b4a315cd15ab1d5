/** The page's handle on the Worker: questions, answers, progress; no key ever comes through it. */
import { farewell } from "./api.js";
import { WalletError } from "./errors.js";
import { kept } from "./ui/offline.js";
import { newWorker } from "./ui/parts.js";
import { rules } from "./ui/rules.js";

/**
 * @typedef {{step: string, done: number}} Progress `done` is 0..1
 * @typedef {{onprogress?: (progress: Progress) => void, signal?: AbortSignal | null, transfer?: Transferable[]}} How
 * @typedef {{resolve: (value: any) => void, reject: (problem: WalletError) => void, onprogress?: (progress: Progress) => void}} Waiting
 */

export class Vault {
  /** @param {Worker} worker a fresh one; this handle owns it */
  constructor(worker) {
    this.worker = worker;
    /** Called once when the session is lost or the Worker dies: the page has to go blank. @type {() => void} */
    this.onlost = () => {};
    /** Called when another device has changed something that a screen may show. @type {() => void} */
    this.onchanged = () => {};
    /** The hashes of the sessions' tokens: enough to end them. @type {string[]} */
    this.sessions = [];
    /** Milliseconds that the server's clock is ahead of this device's. */
    this.ahead = 0;
    /** @type {Map<number, Waiting>} */
    this.waiting = new Map();
    this.last = 0;
    this.over = false;
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = worker.onmessageerror = () => this.#lose();
  }

  /**
   * Asks the keeper; the methods stand in keeper/methods.js.
   * @param {string} method @param {unknown} [arg] @param {How} [how] @returns {Promise<any>} @throws {WalletError}
   */
  call(method, arg, how = {}) {
    if (this.over) return Promise.reject(new WalletError("no_session"));
    if (how.signal?.aborted) return Promise.reject(new WalletError("cancelled"));
    const id = ++this.last;
    how.signal?.addEventListener("abort", () => this.waiting.has(id) && this.worker.postMessage({ id, cancel: true }));
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, onprogress: how.onprogress });
      this.worker.postMessage({ id, method, arg }, how.transfer ?? []);
    });
  }

  /** Ends the Worker and everything in it, at once. */
  terminate() {
    this.over = true;
    this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(new WalletError("no_session"));
    this.waiting.clear();
  }

  /** The same for a page that is closing; the session ends too, as far as the line carries. */
  leave() {
    if (this.over) return;
    this.terminate();
    if (!rules.practice) for (const session of this.sessions) farewell(session, kept());
  }

  #hear(/** @type {any} */ said) {
    if (said.lost) return this.#lose();
    if (said.changed) return this.onchanged();
    if (said.ahead !== undefined) return void (this.ahead = said.ahead);
    if (said.sessions) return void (this.sessions = said.sessions);
    const waiting = this.waiting.get(said.id);
    if (!waiting) return;
    if (said.progress) return waiting.onprogress?.(said.progress);
    this.waiting.delete(said.id);
    if (said.error) waiting.reject(new WalletError(said.error.code, { retryAfter: said.error.retryAfter }));
    else waiting.resolve(said.result);
  }

  #lose() {
    if (this.over) return;
    this.terminate();
    this.onlost();
  }
}

/** @type {Vault | null} */
let vault = null;
let lost = () => {};
let changed = () => {};

/** The page's one vault; its Worker starts with the first question. See `Vault.call`. @type {Vault["call"]} */
export function call(method, arg, how) {
  return awake().call(method, arg, how);
}

/** Starts the Worker while somebody still thinks about what to ask: its script is large. */
export function awake() {
  if (!vault) {
    vault = new Vault(newWorker(rules.practice ? "practice" : "worker"));
    vault.onlost = () => lost();
    vault.onchanged = () => changed();
  }
  return vault;
}

/** Seconds of the server's clock, as far as the Worker has heard it. */
export function now() {
  return Math.floor((Date.now() + (vault?.ahead ?? 0)) / 1000);
}

/** Ends the page's vault while the page closes: nothing is waited for, and the session ends behind it. */
export function leave() {
  vault?.leave();
}

/** Ends the session, if there is one, and the vault with it. Throws nothing: the keys are gone either way. */
export async function end() {
  if (!vault || vault.over) return;
  await vault.call("end", { keep: kept() }).catch(() => undefined);
  vault.terminate();
}

/** What to do, once, when the session is lost or the Worker dies. @param {() => void} listener */
export function onlost(listener) {
  lost = listener;
}

/** What to do whenever another device has changed something. @param {() => void} listener */
export function onchanged(listener) {
  changed = listener;
}
