/** Work that a request takes where a network has asked too often: SHA-256, about 2^18 times. docs/api.md, "Work". */
import { b64, concat, unb64, utf8 } from "./crypto/bytes.js";
import { sha256 } from "./crypto/hkdf.js";
import { need, WalletError } from "./errors.js";

const PARTS = 16;
const MOST_BITS = 16;
const TURNS = 3;

/**
 * As `api.json`, and does the work where it is asked for.
 * @param {import("./api.js").Api} api @param {string} path @param {object} value @param {import("./api.js").Request} [more] @returns {Promise<any>}
 */
export async function worked(api, path, value, more = {}) {
  for (let turn = 0; turn < TURNS; turn++) {
    try {
      return await api.json(path, value, more);
    } catch (problem) {
      if (!(problem instanceof WalletError) || problem.code !== "work_needed") throw problem;
    }
    const { puzzle, bits } = await api.json("work", {}, { signal: more.signal });
    more = { ...more, headers: { "X-Work": await solved(unb64(puzzle), bits) } };
  }
  throw new WalletError("slow_down");
}

/** A puzzle with its answers. @param {Uint8Array} puzzle @param {number} bits zeros at which each hash begins */
export async function solved(puzzle, bits) {
  need(bits <= MOST_BITS, "unexpected");
  const text = concat(utf8("WV1/work\0"), puzzle, new Uint8Array(5));
  const [view, at] = [new DataView(text.buffer), text.length - 4];
  const all = [puzzle];
  for (let part = 0; part < PARTS; part++) {
    text[at - 1] = part;
    for (let n = 0; begin(text) >>> (32 - bits); n++) view.setUint32(at, n);
    all.push(text.slice(at));
    await new Promise((resolve) => setTimeout(resolve)); // so that whoever waits can still stop it
  }
  return b64(concat(...all));
}

/** The first 32 bits of a hash. @param {Uint8Array} text */
function begin(text) {
  const [a, b, c, d] = sha256(text);
  return (a << 24) | (b << 16) | (c << 8) | d;
}
