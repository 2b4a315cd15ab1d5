/**
 * A server that is none: what the practice page asks goes no further than this memory, and dies with the Worker.
 * It answers as far as the screens need it; nothing here is a protection of anything.
 */
import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import { b64, concat, random, unb64, utf8 } from "../crypto/bytes.js";

/**
 * @typedef {import("../api.js").Request} Request
 * @typedef {import("../api.js").Answer} Answer
 * @typedef {{status?: number, json?: unknown, bytes?: Uint8Array, headers?: Record<string, string>}} Reply
 * @typedef {(body: any, request: Request, header: (name: string) => string) => Reply} Route
 */

const { oprf } = ristretto255_oprf;
/** @type {Reply} */
const NOTHING = { status: 404, json: { code: "not_found" } };

export class PracticeServer {
  /** @type {Map<string, Uint8Array>} */
  #vaults = new Map();
  /** @type {Map<string, string>} token → vault */
  #sessions = new Map();
  /** @type {Map<string, string>} */
  #doors = new Map();
  /** @type {Map<string, Uint8Array>} */
  #blobs = new Map();
  /** @type {Map<string, {expires_at: number, max_opens: number, ended: boolean}>} */
  #shares = new Map();
  /** @type {Map<string, string>} id → recipient */
  #mailboxes = new Map();
  #seed = random(32);
  #etag = 0;

  /** Takes the place of the line to a server. @type {import("../api.js").Send} */
  send = async (url, request) => {
    const path = new URL(url).pathname.slice("/v1/".length);
    const route = this.#routes[`${request.method ?? "POST"} ${path}`];
    const reply = route ? route(bodyOf(request), request, (name) => request.headers?.[name] ?? "") : NOTHING;
    request.onsent?.(1);
    const bytes = reply.bytes ?? (reply.json === undefined ? new Uint8Array() : utf8(JSON.stringify(reply.json)));
    const headers = new Map(Object.entries({ date: new Date().toUTCString(), ...reply.headers }));
    return { status: reply.status ?? 200, header: (name) => headers.get(name.toLowerCase()) ?? null, bytes };
  };

  /** @type {Record<string, Route>} */
  #routes = {
    "POST oprf": ({ kind, lookup, blinded }) => ({ json: { epoch: 1, evaluation: this.#evaluate(kind, lookup, blinded), former: null, busy: false } }),
    "POST code/card": ({ door_id = b64(random(16)), blinded }) => ({ json: { door_id, evaluation: this.#evaluate("mandate", door_id, blinded) } }),
    "POST share/change": () => ({ status: 204 }),
    "POST code/new": ({ kind, share_id, blinded, from }) => ({ json: { locator: "0000", ...this.#code(kind, share_id, blinded, from) } }),
    "POST door/open": ({ door_id }) => (this.#doors.has(door_id) ? { json: { box: this.#doors.get(door_id) } } : NOTHING),
    "POST door/put": ({ id, box }) => this.#new(this.#doors, id, box),
    "POST door/delete": ({ id }) => (this.#doors.delete(id) ? { status: 204 } : NOTHING),
    "POST session/nonce": () => ({ json: { nonce: b64(random(32)) } }),
    "POST session": ({ vault_id }) => this.#enter(vault_id),
    "POST session/end": () => ({ status: 204 }),
    "POST session/end-others": () => ({ status: 204 }),
    "POST vault": (_, request, header) => ({ ...this.#new(this.#vaults, header("X-Vault"), request.body), headers: this.#tag() }),
    "GET vault": (_, request) => this.#list(request),
    "PUT vault": (_, request) => this.#save(request),
    "POST vault/versions": () => ({ json: { days: [] } }),
    "POST vault/delete": () => ({ status: 204 }),
    "POST vault/lock": ({ doors }) => this.#lock(doors),
    "POST tickets": ({ n }) => ({ json: { tickets: Array.from({ length: n }, () => b64(random(16))) } }),
    "PUT blob": (_, request, header) => this.#new(this.#blobs, header("X-Blob"), request.body),
    "POST blob/get": ({ id }) => (this.#blobs.has(id) ? { bytes: this.#blobs.get(id) } : NOTHING),
    "POST blob/delete": ({ items }) => ({ json: { missing: items.map(idOf).filter((/** @type {string} */ id) => !this.#blobs.delete(id)) } }),
    "POST blob/renew": ({ items }) => ({ json: { missing: items.map(idOf).filter((/** @type {string} */ id) => !this.#blobs.has(id)) } }),
    "POST blob/rotate": () => ({ json: { missing: [] } }),
    "POST grant/put": () => ({ status: 201, json: {} }),
    "POST recovery/put": () => ({ status: 201, json: {} }),
    "POST recovery/status": () => ({ json: { ready_at: 0, now: Math.floor(Date.now() / 1000) } }),
    "POST recovery/cancel": () => ({ status: 204 }),
    "POST vault/close": () => ({ status: 204 }),
    "POST share": (_, request) => this.#share(request.body ?? new Uint8Array()),
    "POST share/door": () => ({ status: 201, json: {} }),
    "POST share/end": ({ id }) => this.#endShare(id),
    "POST share/events": ({ id }) => this.#told(id),
    "POST code": ({ kind, blinded }) => ({ json: this.#code(kind, b64(random(16)), blinded) }),
    "POST mailbox/put": ({ id, recipient }) => this.#new(this.#mailboxes, id, recipient),
    "POST mailbox/info": ({ id }) => (this.#mailboxes.has(id) ? { json: { recipient: this.#mailboxes.get(id) } } : NOTHING),
    "POST mailbox/fetch": () => ({ json: { deposits: [], notes: [], now: Math.floor(Date.now() / 1000) } }),
    "POST mailbox/remove": () => ({ status: 204 }),
    "POST mailbox/close": ({ id }) => (this.#mailboxes.delete(id) ? { status: 204 } : NOTHING),
    "POST note/put": () => ({ status: 201, json: {} }),
    "GET organisations": () => ({ json: { organisations: [] } }),
    "POST deposit/ticket": () => ({ json: { ticket: b64(random(16)) } }),
    "PUT deposit": () => ({ status: 201, json: {} }),
  };

  /** @param {string} purpose @param {string} about @param {string} blinded @returns {string} */
  #evaluate(purpose, about, blinded) {
    const { secretKey } = oprf.deriveKeyPair(this.#seed, concat(utf8(`practice/${purpose}`), unb64(about)));
    return b64(concat(oprf.blindEvaluate(secretKey, unb64(blinded))));
  }

  /** No digits lead anywhere. @param {string} kind @param {string} share_id @param {string} blinded @param {number} [from] */
  #code(kind, share_id, blinded, from = Math.floor(Date.now() / 1000)) {
    const door_id = b64(random(16));
    return { door_id, share_id, start: from, evaluation: this.#evaluate(kind, door_id, blinded) };
  }

  /** @template T @param {Map<string, T>} kept @param {string} id @param {any} value @returns {Reply} */
  #new(kept, id, value) {
    if (kept.has(id)) return { status: 409, json: { code: "exists" } };
    kept.set(id, value);
    return { status: 201, json: {} };
  }

  #tag() {
    this.#etag += 1;
    return { etag: `"${String(this.#etag).padStart(22, "A")}"` };
  }

  /** @param {string} vault @returns {Reply} */
  #enter(vault) {
    const bytes = this.#vaults.get(vault);
    if (!bytes) return NOTHING;
    const token = b64(random(32));
    this.#sessions.set(token, vault);
    return { bytes, headers: { ...this.#tag(), "x-session": token } };
  }

  /** @param {Request} request */
  #vaultOf(request) {
    return this.#sessions.get((request.headers?.["Authorization"] ?? "").replace("Bearer ", "")) ?? "";
  }

  /** Nobody else saves here: what the page has is what there is. @param {Request} request @returns {Reply} */
  #list(request) {
    if (!this.#vaults.has(this.#vaultOf(request))) return { status: 401, json: { code: "no_session" } };
    return { status: 304, headers: { etag: request.headers?.["If-None-Match"] ?? "" } };
  }

  /** @param {Request} request @returns {Reply} */
  #save(request) {
    this.#vaults.set(this.#vaultOf(request), request.body ?? new Uint8Array());
    return { status: 204, headers: this.#tag() };
  }

  /** @param {{id: string, box: string}[]} doors @returns {Reply} */
  #lock(doors) {
    for (const { id, box } of doors) this.#doors.set(id, box);
    return { status: 204 };
  }

  /** @param {Uint8Array} body a frame @returns {Reply} */
  #share(body) {
    const size = new DataView(body.buffer, body.byteOffset).getUint32(0);
    const { id, expires_at, max_opens } = JSON.parse(new TextDecoder().decode(body.subarray(4, 4 + size)));
    this.#shares.set(id, { expires_at, max_opens, ended: false });
    return { status: 201, json: {} };
  }

  /** @param {string} id @returns {Reply} */
  #endShare(id) {
    const share = this.#shares.get(id);
    if (share) share.ended = true;
    return { status: 204 };
  }

  /** Nobody ever opens it. @param {string} id @returns {Reply} */
  #told(id) {
    const share = this.#shares.get(id);
    if (!share) return NOTHING;
    const now = Math.floor(Date.now() / 1000);
    const { expires_at, max_opens, ended } = share;
    return { json: { now, opens: 0, max_opens, not_before: now, expires_at, ended: ended ? now : null, events: [], code: null } };
  }
}

/** @param {Request} request @returns {any} */
function bodyOf({ body, headers }) {
  if (!body || headers?.["Content-Type"] !== "application/json") return {};
  return JSON.parse(new TextDecoder().decode(body));
}

/** @param {{id: string}} item */
function idOf({ id }) {
  return id;
}

