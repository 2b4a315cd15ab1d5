/** A source of bytes that can be taken by lines and by lengths; only what crosses the border of two reads is copied. */
import { need } from "../errors.js";
import { concat } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {Uint8Array | ReadableStream<Uint8Array>} Source */

const LONGEST_HEADER = 65536;
const NEWLINE = 10;

export class Input {
  /** @param {Source} source */
  constructor(source) {
    this.reader = source instanceof Uint8Array ? null : source.getReader();
    /** @type {Uint8Array} read but not taken */
    this.rest = source instanceof Uint8Array ? source : new Uint8Array(0);
    /** @type {Uint8Array[]} */
    this.lines = [];
    this.headerSize = 0;
  }

  /** Wants no more: a download that goes wrong ends at once. */
  async stop() {
    await this.reader?.cancel().catch(() => {});
  }

  /** @returns {Promise<Uint8Array | null>} what comes next, at least one byte; null at the end */
  async next() {
    for (;;) {
      const { done, value } = this.reader ? await this.reader.read() : { done: true, value: undefined };
      if (done) return null;
      if (value?.length) return value;
    }
  }

  /** @returns {Promise<string>} the next line without its end; `damaged` where there is none, beyond ASCII 32 to 126, or past 64 KiB */
  async line() {
    let end = this.rest.indexOf(NEWLINE);
    while (end < 0) {
      const more = this.rest.length < LONGEST_HEADER && (await this.next());
      need(more, "damaged");
      this.rest = concat(this.rest, more);
      end = this.rest.indexOf(NEWLINE);
    }
    this.headerSize += end + 1;
    const line = this.rest.subarray(0, end);
    need(this.headerSize <= LONGEST_HEADER && line.every((byte) => byte >= 32 && byte <= 126), "damaged");
    this.lines.push(this.rest.subarray(0, end + 1));
    this.rest = this.rest.subarray(end + 1);
    return new TextDecoder().decode(line);
  }

  /** @returns {Bytes} all lines so far, with their ends */
  transcript() {
    return concat(...this.lines);
  }

  /** @param {number} n @returns {Promise<Uint8Array>} n bytes, fewer at the end only */
  async take(n) {
    const parts = [];
    let missing = n;
    for (;;) {
      const part = this.rest.subarray(0, missing);
      this.rest = this.rest.subarray(part.length);
      missing -= part.length;
      if (part.length) parts.push(part);
      if (missing === 0 || !(await this.refill())) return parts.length === 1 ? parts[0] : concat(...parts);
    }
  }

  /** @returns {Promise<boolean>} whether nothing is left */
  async ended() {
    return this.rest.length === 0 && !(await this.refill());
  }

  /** @returns {Promise<boolean>} whether more came into the empty `rest` */
  async refill() {
    const more = await this.next();
    this.rest = more ?? this.rest;
    return more !== null;
  }
}
