/** People at work for tests in Node: a wallet with a badge, and an authenticator. */
import { createHmac } from "node:crypto";
import { Holder } from "./people.mjs";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The six digits of an authenticator (RFC 6238). @param {string} address otpauth @param {number} seconds */
export function totp(address, seconds) {
  const secret = new URL(address).searchParams.get("secret") ?? "";
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeUInt32BE(Math.floor(seconds / 30), 4);
  const mac = createHmac("sha1", key).update(step).digest();
  const at = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Somebody at work, with a phone beside their computer. */
export class Worker extends Holder {
  /** @type {{authenticator: string, codes: string[]}} */
  set = { authenticator: "", codes: [] };

  /** @param {string} invitation @param {string} name */
  async joins(invitation, name) {
    const joined = await this.asks("work.join", { invitation, name });
    this.set = { authenticator: joined.authenticator, codes: [...joined.codes] };
    return joined;
  }

  /** With the next written code: an authenticator's is good once in thirty seconds. */
  async signsIn() {
    return this.asks("work.enter", { code: this.set.codes.pop() });
  }

  /** What the phone shows now. */
  code() {
    return totp(this.set.authenticator, this.keeper.now());
  }

  /** @returns {Promise<string>} the link of their badge */
  async badge() {
    return (await this.asks("snapshot")).work.link;
  }

  /** @param {string} name */
  async colleague(name) {
    const all = await this.asks("work.colleagues");
    return all.find((/** @type {{name: string}} */ one) => one.name === name);
  }

  /** @param {string} name */
  async signs(name) {
    return this.asks("work.sign", { worker: (await this.colleague(name)).id });
  }
}

/** A steward who is signed in and has signed for themselves, and one who joined by them. @param {import("./people.mjs").Server} server @param {string} org @param {string} name */
export async function stewardAnd(server, org, name) {
  const [steward, worker] = [new Worker(server), new Worker(server)];
  await steward.signsUp();
  await worker.signsUp();
  await steward.joins(await server.admits(org), "Greet");
  await steward.signsIn();
  const { invitation } = await steward.asks("work.invite", { steward: false });
  await worker.joins(invitation, name);
  return { steward, worker };
}
