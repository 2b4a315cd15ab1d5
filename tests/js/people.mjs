/** People for tests in Node: a real server, and holders whose keeper talks to it over real HTTP. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Api, send } from "../../wallet/static/js/api.js";
import { WalletError } from "../../wallet/static/js/errors.js";
import { Keeper } from "../../wallet/static/js/keeper/keeper.js";
import { call } from "../../wallet/static/js/keeper/methods.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PYTHON = [`${ROOT}.venv/bin/python`, "python3"].find((one) => one === "python3" || existsSync(one)) ?? "python3";

/** A server of its own for one test file; its clock can be moved. */
export class Server {
  /** @param {import("node:child_process").ChildProcess} child @param {AsyncIterator<string>} lines @param {string} origin */
  constructor(child, lines, origin) {
    this.child = child;
    this.lines = lines;
    this.origin = origin;
  }

  static async start() {
    const child = spawn(PYTHON, ["-m", "tests.js.live_server"], { cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: /** @type {import("node:stream").Readable} */ (child.stdout) })[Symbol.asyncIterator]();
    const { value } = await lines.next();
    if (!value) throw new Error("the test server did not start");
    return new Server(child, lines, value);
  }

  /** Moves its clock. @param {"days" | "minutes" | "seconds"} unit @param {number} count */
  async forward(unit, count) {
    this.child.stdin?.write(`forward ${unit}=${count}\n`);
    await this.lines.next();
  }

  async stop() {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.stdin?.end();
    await ended;
  }
}

/** A line to the server that keeps what was asked, and can be cut. */
export class Line {
  constructor() {
    /** @type {{path: string, session: boolean, request: import("../../wallet/static/js/api.js").Request}[]} */
    this.asked = [];
    /** Called before each request with its number (from 1) and path; "before" or "after" cuts the line there. @type {(number: number, path: string) => string | void} */
    this.cut = () => {};
    /** What comes back instead. @type {(path: string, answer: import("../../wallet/static/js/api.js").Answer) => import("../../wallet/static/js/api.js").Answer} */
    this.change = (_, answer) => answer;
  }

  /** @type {import("../../wallet/static/js/api.js").Send} */
  send = async (url, request) => {
    const path = new URL(url).pathname.slice("/v1/".length);
    this.asked.push({ path, session: "Authorization" in (request.headers ?? {}), request });
    const where = this.cut(this.asked.length, path);
    if (where === "before") throw new TypeError("cut");
    const answer = this.change(path, await send(url, request));
    if (where === "after") throw new TypeError("cut");
    return answer;
  };

  paths() {
    return this.asked.map((one) => one.path);
  }
}

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
    this.said = { name: { pics: drawn.name }, secret: { pics: drawn.secret } };
    this.card = await this.asks("signup.card", { kind });
    return this.asks("signup.finish", this.said);
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

  /** @param {string} id */
  async reads(id) {
    return new TextDecoder().decode((await this.asks("paper.open", id)).bytes);
  }

  /** @returns {Promise<string[]>} the names on the list */
  async sees() {
    return (await this.asks("refresh")).docs.map((/** @type {{name: string}} */ one) => one.name).sort();
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
