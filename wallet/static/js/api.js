/**
 * Every request of the browser goes through here: bytes out, bytes in, no credentials (but those of hosts and operators, and at the end of a session), no referrer, nothing cached.
 *
 * @typedef {{
 *   method?: string, headers?: Record<string, string>, body?: Uint8Array | null, session?: string | null,
 *   again?: boolean, parting?: boolean, below?: string, signal?: AbortSignal | null,
 *   onsent?: ((done: number) => void) | null, onreceived?: ((done: number) => void) | null
 * }} Request `again`: repeating it changes nothing, so a broken line is tried again; `parting`: it goes on when
 *   the page is left; `below`: another folder than a wallet's, with the cookie of whoever works there; `onsent`, `onreceived`: 0..1
 * @typedef {{status: number, header: (name: string) => string | null, bytes: Uint8Array}} Answer
 * @typedef {(url: string, request: Request) => Promise<Answer>} Send
 */
import { WalletError } from "./errors.js";

const STALLED = 45_000;
const PAUSES = [400, 1500];
const BY_STATUS = /** @type {Record<number, string>} */ ({ 401: "no_session", 404: "not_found", 412: "stale", 413: "too_large", 429: "slow_down", 503: "busy" });

/** A timer that calls `abort` when nothing moved for a while; `moved()` starts it anew. */
function watch(/** @type {() => void} */ abort) {
  let timer = setTimeout(abort, STALLED);
  return {
    moved() {
      clearTimeout(timer);
      timer = setTimeout(abort, STALLED);
    },
    stop: () => clearTimeout(timer),
  };
}

/** The body of an answer, piece by piece, so that progress can be told. */
async function received(/** @type {Response} */ response, /** @type {(share: number) => void} */ moved) {
  const total = Number(response.headers.get("Content-Length")) || 0;
  if (!response.body) return new Uint8Array(await response.arrayBuffer());
  const reader = response.body.getReader();
  const pieces = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    size += value.length;
    moved(total ? Math.min(1, size / total) : 0);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** @type {Send} */
async function sendByFetch(url, request) {
  const stop = new AbortController();
  const watching = watch(() => stop.abort());
  const cancel = () => stop.abort();
  request.signal?.addEventListener("abort", cancel);
  try {
    const response = await fetch(url, {
      method: request.method ?? "POST",
      headers: request.headers,
      body: /** @type {BodyInit | null} */ (request.body ?? null),
      // A wallet has no cookies. A browser obeys Clear-Site-Data only where it might have sent some.
      credentials: request.parting || request.below ? "same-origin" : "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "error",
      keepalive: request.parting,
      signal: stop.signal,
    });
    const bytes = await received(response, (share) => {
      watching.moved();
      request.onreceived?.(share);
    });
    return { status: response.status, header: (name) => response.headers.get(name), bytes };
  } finally {
    watching.stop();
    request.signal?.removeEventListener("abort", cancel);
  }
}

/** The same by XMLHttpRequest, which alone can tell how much of a body has left. @type {Send} */
function sendByXhr(url, request) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const watching = watch(() => xhr.abort());
    const cancel = () => xhr.abort();
    xhr.open(request.method ?? "POST", url);
    xhr.responseType = "arraybuffer";
    for (const [name, value] of Object.entries(request.headers ?? {})) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = (event) => {
      watching.moved();
      if (event.lengthComputable) request.onsent?.(event.loaded / event.total);
    };
    xhr.onloadend = () => {
      watching.stop();
      request.signal?.removeEventListener("abort", cancel);
      if (xhr.status === 0) reject(new TypeError("no answer"));
      else resolve({ status: xhr.status, header: (name) => xhr.getResponseHeader(name), bytes: new Uint8Array(xhr.response ?? 0) });
    };
    request.signal?.addEventListener("abort", cancel);
    xhr.send(/** @type {XMLHttpRequestBodyInit | null} */ (request.body ?? null));
  });
}

/** @type {Send} */
export function send(url, request) {
  const tells = request.onsent && typeof XMLHttpRequest === "function";
  return tells ? sendByXhr(url, request) : sendByFetch(url, request);
}

/** The error that an answer of status 400 or more stands for. */
function refusal(/** @type {Answer} */ answer) {
  let told = /** @type {{code?: unknown, retry_after?: unknown}} */ ({});
  try {
    told = JSON.parse(new TextDecoder().decode(answer.bytes)) ?? {};
  } catch {
    told = {};
  }
  const code = typeof told.code === "string" ? told.code : (BY_STATUS[answer.status] ?? "unexpected");
  const later = Number(told.retry_after ?? answer.header("Retry-After"));
  return new WalletError(code, { retryAfter: later > 0 ? later : undefined });
}

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** One server, reached at `origin`. `offset` is how many milliseconds its clock is ahead of ours. */
export class Api {
  /** @param {string} origin @param {Send} [by] how a request travels @param {number[]} [pauses] before each further try, in milliseconds */
  constructor(origin, by = send, pauses = PAUSES) {
    this.origin = origin;
    this.send = by;
    this.pauses = pauses;
    this.offset = 0;
  }

  /**
   * One request to `/v1/` + path, or to the same in the folder `below`.
   * @param {string} path @param {Request} request @returns {Promise<Answer>}
   * @throws {WalletError} `offline`, `cancelled`, `no_session` where the session asked for is none, or the server's code
   */
  async request(path, request) {
    if (request.session === "") throw new WalletError("no_session");
    const headers = { ...request.headers };
    if (request.session) headers["Authorization"] = `Bearer ${request.session}`;
    const answer = await this.#sent(`${this.origin}/${request.below ?? ""}v1/${path}`, { ...request, headers });
    this.#hear(answer);
    if (answer.status >= 400) throw refusal(answer);
    return answer;
  }

  /** Tries again after a broken line or a busy server where that is harmless. */
  async #sent(/** @type {string} */ url, /** @type {Request} */ request) {
    const pauses = request.again ? this.pauses : [];
    for (let turn = 0; ; turn++) {
      if (request.signal?.aborted) throw new WalletError("cancelled");
      try {
        const answer = await this.send(url, request);
        if (answer.status !== 503 || turn === pauses.length) return answer;
      } catch (cause) {
        if (request.signal?.aborted) throw new WalletError("cancelled");
        if (turn === pauses.length) throw new WalletError("offline", { cause });
      }
      await pause(pauses[turn] ?? 0);
    }
  }

  #hear(/** @type {Answer} */ answer) {
    const said = Date.parse(answer.header("Date") ?? "");
    if (said > 0) this.offset = said + 500 - Date.now();
  }

  /**
   * JSON in, JSON out; null where the answer has no body.
   * @param {string} path @param {object} value @param {Request} [more] @returns {Promise<any>}
   */
  async json(path, value, more = {}) {
    return parse((await this.asking(path, value, more)).bytes);
  }

  /** JSON in, the whole answer out. @param {string} path @param {object} value @param {Request} [more] */
  asking(path, value, more = {}) {
    const body = new TextEncoder().encode(JSON.stringify(value));
    return this.request(path, { ...more, body, headers: { ...more.headers, "Content-Type": "application/json" } });
  }
}

/** @param {Uint8Array} bytes @returns {any} */
function parse(bytes) {
  if (!bytes.length) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new WalletError("unexpected", { cause });
  }
}

/**
 * Ends a session from a page that is closing: sent behind it, no answer is waited for.
 * @param {string} session the SHA-256 of its token, which opens nothing
 * @param {boolean} keep whether the owner has put the pages on this device
 */
export function farewell(session, keep) {
  navigator.sendBeacon?.("/v1/session/leave", new Blob([JSON.stringify({ session, ...(keep ? { keep } : {}) })], { type: "application/json" }));
}

/** A frame: u32 length of JSON ‖ JSON ‖ bytes. @param {object} value @param {Uint8Array} bytes */
export function frame(value, bytes) {
  const head = new TextEncoder().encode(JSON.stringify(value));
  const all = new Uint8Array(4 + head.length + bytes.length);
  new DataView(all.buffer).setUint32(0, head.length);
  all.set(head, 4);
  all.set(bytes, 4 + head.length);
  return all;
}

/** The two parts of a frame. @param {Uint8Array} all @returns {{value: any, bytes: Uint8Array}} */
export function unframe(all) {
  const size = all.length < 4 ? all.length : new DataView(all.buffer, all.byteOffset).getUint32(0);
  if (4 + size > all.length) throw new WalletError("unexpected");
  return { value: parse(all.subarray(4, 4 + size)), bytes: all.subarray(4 + size) };
}
