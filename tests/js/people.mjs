/** People for tests in Node: a real server, and holders whose keeper talks to it over real HTTP. */
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { Api, send, unframe } from "../../wallet/static/js/api.js";
import { openAge } from "../../wallet/static/js/crypto/agefile.js";
import { argon2id } from "../../wallet/static/js/crypto/argon.js";
import { b64, unb64 } from "../../wallet/static/js/crypto/bytes.js";
import { digitsInput, digitsKeys, digitsSalt, parseDigits } from "../../wallet/static/js/crypto/digits.js";
import { checkDocument } from "../../wallet/static/js/crypto/document.js";
import { blind, finalize } from "../../wallet/static/js/crypto/oprf.js";
import { drawPictures } from "../../wallet/static/js/crypto/row.js";
import { linkKeys, openM, openManifest, parseFragment } from "../../wallet/static/js/crypto/share.js";
import { WalletError } from "../../wallet/static/js/errors.js";
import { Keeper } from "../../wallet/static/js/keeper/keeper.js";
import { call } from "../../wallet/static/js/keeper/methods.js";


/** A server of its own for one test file; its clock can be moved. */
export class Server {
  /** @param {import("node:net").Socket} socket @param {AsyncIterator<string>} lines @param {string} origin */
  constructor(socket, lines, origin) {
    this.socket = socket;
    this.lines = lines;
    this.origin = origin;
  }

  static async start() {
    const address = process.env.SACOCHE_TEST_SERVERS;
    if (!address) throw new Error("no test servers: run python -m tests.server.node FILE");
    const socket = connect(address);
    const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
    const { value } = await lines.next();
    if (!value) throw new Error("the test server did not start");
    return new Server(socket, lines, value);
  }

  /** Moves its clock. @param {"days" | "minutes" | "seconds"} unit @param {number} count */
  async forward(unit, count) {
    await this.#orders(`forward ${unit}=${count}`);
  }

  /** Spoils the list it keeps for this vault. @param {Uint8Array} vaultId */
  async damages(vaultId) {
    await this.#orders(`damage vault=${b64(vaultId)}`);
  }

  /** Ends what is over, as it does every few seconds. */
  async sweeps() {
    await this.#orders("sweep now=1");
  }

  /** A new seed of the guess evaluator, or the end of the former one. @param {"begin" | "end"} how */
  async epoch(how) {
    await this.#orders(`epoch ${how}=1`);
  }

  /** Strangers put papers into a mailbox until there is room for no more. @param {string} mailbox */
  async fills(mailbox) {
    await this.#orders(`fill mailbox=${mailbox}`);
  }

  /** An invitation of a steward, as the operator gives one. @param {string} org one word @returns {Promise<string>} */
  async admits(org) {
    return this.#orders(`admit org=${org}`);
  }

  /** @param {string} order @returns {Promise<string>} what is answered */
  async #orders(order) {
    this.socket.write(`${order}\n`);
    return (await this.lines.next()).value;
  }

  async stop() {
    const ended = new Promise((resolve) => this.socket.once("close", resolve));
    this.socket.end();
    await ended;
  }
}

/** @typedef {import("../../wallet/static/js/api.js").Answer} Answer */

/** A line to the server that keeps what was asked, and can be cut. */
export class Line {
  constructor() {
    /** @type {{path: string, session: boolean, request: import("../../wallet/static/js/api.js").Request}[]} */
    this.asked = [];
    /** Called before each request with its number (from 1) and path; "before" or "after" cuts the line there. @type {(number: number, path: string) => string | void} */
    this.cut = () => {};
    /** What comes back instead. @type {(path: string, answer: Answer, request: import("../../wallet/static/js/api.js").Request) => Answer | Promise<Answer>} */
    this.change = (_, answer) => answer;
  }

  /** @type {import("../../wallet/static/js/api.js").Send} */
  send = async (url, request) => {
    const path = new URL(url).pathname.slice("/v1/".length);
    this.asked.push({ path, session: "Authorization" in (request.headers ?? {}), request });
    const where = this.cut(this.asked.length, path);
    if (where === "before") throw new TypeError("cut");
    const answer = await this.change(path, await send(url, request), request);
    if (where === "after") throw new TypeError("cut");
    return answer;
  };

  paths() {
    return this.asked.map((one) => one.path);
  }
}

/** @param {any} said a row @returns {number[]} what opens with the card */
export const firstThree = (said) => said.row.slice(0, 3);

/** Seven different pictures. */
export const anyRow = () => ({ row: drawPictures(7) });

/** Somebody with a browser: a keeper, and what they remember. */
export class Holder {
  /** @param {Server} server */
  constructor(server) {
    this.server = server;
    this.line = new Line();
    this.lost = 0;
    this.keeper = this.#page();
  }

  #page() {
    const keeper = new Keeper(new Api(this.server.origin, this.line.send, [5, 20]));
    keeper.onlost = () => void this.lost++;
    return keeper;
  }

  /** A new page: nothing is left of the one before. */
  restart() {
    this.keeper = this.#page();
  }

  /** @param {string} method @param {unknown} [arg] @param {Partial<import("../../wallet/static/js/keeper/keeper.js").Doing>} [doing] @returns {Promise<any>} */
  asks(method, arg, doing) {
    return call(this.keeper, method, arg, doing);
  }

  /** Waits for what runs behind the page. */
  async settles() {
    while (this.keeper.background.size) await Promise.all(this.keeper.background);
  }

  /** @param {"pocket" | "safe"} [kind] */
  async signsUp(kind = "safe") {
    const drawn = await this.asks("signup.draw");
    /** @type {any} */
    this.said = { row: drawn.row };
    this.card = await this.asks("signup.card", { kind });
    return this.asks("signup.finish", this.said);
  }

  /** The first three pictures: what opens with the pocket card. */
  get three() {
    return firstThree(this.said);
  }

  /** Types the secret on a fresh page. @param {unknown} [said] */
  async comesBack(said = this.said) {
    this.restart();
    const snapshot = await this.asks("unlock.secret", said);
    await this.settles();
    return snapshot;
  }

  /** Another device of the same person, open. */
  async onAnotherDevice() {
    const other = new Holder(this.server);
    other.said = this.said;
    await other.comesBack();
    return other;
  }

  /** @param {string} text @param {string} [name] */
  adds(text, name = "paper") {
    return this.asks("paper.add", { bytes: new TextEncoder().encode(text).buffer, mime: "text/plain", name });
  }

  /** Shares from now on. @param {string[]} docs @param {object} [more] */
  async shares(docs, more = {}) {
    await this.asks("refresh");
    return this.asks("share.make", { docs, from: null, until: this.keeper.now() + 1800, opens: 5, ...more });
  }

  /** @param {string} id */
  async reads(id) {
    return new TextDecoder().decode((await this.asks("paper.open", id)).bytes);
  }

  /** @returns {Promise<string[]>} the names on the list */
  async sees() {
    return (await this.asks("refresh")).docs.map((/** @type {{name: string}} */ one) => one.name).sort();
  }
}

/** Somebody at a desk, with a link or twelve digits and nothing else. */
export class Recipient {
  /** @param {Server} server */
  constructor(server) {
    this.api = new Api(server.origin, send, []);
  }

  /** @param {string} link */
  async opens(link) {
    const found = parseFragment(new URL(link).hash);
    if (!found) throw new Error("no fragment");
    return this.#enters(found.doorId, "link", linkKeys(found.S, found.doorId));
  }

  /** What a wallet hands over. @param {import("../../wallet/static/js/ui/handing.js").Handed} handed */
  async isHanded({ fragment, resume }) {
    const found = parseFragment(fragment);
    if (!found) throw new Error("no fragment");
    return this.#enters(found.doorId, "link", linkKeys(found.S, found.doorId), resume);
  }

  /** @param {string} typed */
  async types(typed) {
    const { locator, secret } = parseDigits(typed);
    const input = digitsInput(secret);
    const blinding = blind(input);
    const answer = await this.api.json("code", { kind: "code", locator, blinded: b64(blinding.blinded) });
    const door = unb64(answer.door_id);
    const n = finalize(input, blinding.blind, unb64(answer.evaluation));
    return this.#enters(door, "code", digitsKeys(door, n, await argon2id(n, digitsSalt({ shareId: unb64(answer.share_id), doorId: door, start: answer.start }))));
  }

  /** @param {Uint8Array} door @param {"link" | "code"} kind @param {{K: Uint8Array, open: Uint8Array}} keys @param {string} [resume] */
  async #enters(door, kind, { K, open }, resume) {
    const answer = await this.api.asking("share/open", { door_id: b64(door), open: b64(open), ...(resume ? { resume } : {}) });
    const { value, bytes } = unframe(answer.bytes);
    this.opened = value;
    const m = openM(K, door, kind, unb64(value.sealed_m));
    return openManifest(m, unb64(value.share_id), bytes);
  }

  /** @param {any} item of the manifest */
  async reads(item) {
    const { bytes } = await this.api.asking("grant/get", { id: item.grant_id, read: item.read });
    const plain = await openAge(unb64(item.file_key), bytes);
    return new TextDecoder().decode(await checkDocument(plain, { len: item.len, sha256: unb64(item.sha256) }));
  }

  /** @param {"printed" | "closed"} kind */
  reports(kind) {
    return this.api.json("share/report", { share_id: this.opened.share_id, resume: this.opened.resume, kind });
  }
}

/** The code that `work` is refused with, null where it is not. @param {Promise<unknown>} work */
export async function refused(work) {
  try {
    await work;
    return null;
  } catch (problem) {
    if (problem instanceof WalletError) return problem.code;
    throw problem;
  }
}
