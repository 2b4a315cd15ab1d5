/** Writes ZIPs as other programs do, faults included. */
import { crc32, deflateRawSync } from "node:zlib";

/**
 * @typedef {object} Part
 * @property {string | Uint8Array} name
 * @property {Uint8Array | string} content
 * @property {number} [flags] @property {number} [method] said, whatever was done @property {number} [size] said @property {number} [crc] said
 * @property {boolean} [packed] deflated @property {Uint8Array} [extra]
 */

const bytesOf = (/** @type {string | Uint8Array} */ one) => (typeof one === "string" ? new TextEncoder().encode(one) : one);

/** @param {number[][]} fields value and width in bytes, little-endian */
function record(fields) {
  return Buffer.concat(fields.map(([value = 0, width = 0]) => {
    const out = Buffer.alloc(width);
    if (width === 8) out.writeBigUInt64LE(BigInt(value));
    else out.writeUIntLE(value, 0, width);
    return out;
  }));
}

/** @param {Part[]} parts @param {{wide?: boolean, before?: Uint8Array, comment?: string}} [how] `wide` as ZIP64 @returns {Blob} */
export function zipOf(parts, { wide = false, before = new Uint8Array(0), comment = "" } = {}) {
  const [bodies, list] = [/** @type {Uint8Array[]} */ ([]), /** @type {Uint8Array[]} */ ([])];
  let at = 0;
  for (const part of parts) {
    const [name, plain] = [bytesOf(part.name), bytesOf(part.content)];
    const body = part.packed ? deflateRawSync(plain) : plain;
    const [flags, method, crc, size, extra] = [part.flags ?? 0, part.method ?? (part.packed ? 8 : 0), part.crc ?? crc32(plain), part.size ?? plain.length, part.extra ?? new Uint8Array(0)];
    const shared = [[20, 2], [flags, 2], [method, 2], [0, 4], [crc, 4]];
    const large = wide ? record([[1, 2], [24, 2], [size, 8], [body.length, 8], [at, 8]]) : Buffer.alloc(0);
    const sizes = wide ? [[0xffffffff, 4], [0xffffffff, 4]] : [[body.length, 4], [size, 4]];
    const own = Buffer.concat([record([[0x04034b50, 4], ...shared, [body.length, 4], [size, 4], [name.length, 2], [0, 2]]), name, body]);
    list.push(record([[0x02014b50, 4], [20, 2], ...shared, ...sizes, [name.length, 2], [extra.length + large.length, 2], [0, 2], [0, 2], [0, 2], [0, 4], [wide ? 0xffffffff : at, 4]]), name, extra, large);
    bodies.push(own);
    at += own.length;
  }
  const length = list.reduce((sum, one) => sum + one.length, 0);
  const end = record([[0x06054b50, 4], [0, 4], [wide ? 0xffff : parts.length, 2], [wide ? 0xffff : parts.length, 2], [wide ? 0xffffffff : length, 4], [wide ? 0xffffffff : at, 4], [comment.length, 2]]);
  const wideEnd = record([[0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 8], [parts.length, 8], [parts.length, 8], [length, 8], [at, 8], [0x07064b50, 4], [0, 4], [at + length, 8], [1, 4]]);
  return new Blob(/** @type {any} */ ([before, ...bodies, ...list, ...(wide ? [wideEnd] : []), end, comment]));
}
