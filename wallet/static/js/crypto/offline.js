/** Papers kept on a device for when there is no network: one sealed container, read with the device's passkey alone. docs/format.md. */
import { need } from "../errors.js";
import { jsonBytes, open, OVERHEAD, parseJson, seal } from "./aead.js";
import { concat, isZero, label, readU32, u32 } from "./bytes.js";
import { BUCKETS, bucket } from "./document.js";
import { hkdf } from "./hkdf.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {Record<string, any> & {len: number}} Label what the list shows of a paper; `len` of its content in bytes */
/** @typedef {{saved: number, items: Label[], contents: Bytes[]}} Kept `saved`: epoch seconds; contents are views, in the order of the items */

const ID = 16;

/** @param {Uint8Array} boxKey of the passkey's door @returns {Bytes} 32 bytes */
export function containerKey(boxKey) {
  need(boxKey.length === 32, "bad_length");
  return hkdf(boxKey, null, "WV1/offline", 32);
}

/** @param {Uint8Array} container @returns {Bytes} the id of the door whose passkey opens it */
export function containerDoor(container) {
  need(container.length > ID, "bad_length");
  return new Uint8Array(container.subarray(0, ID));
}

/** @param {Uint8Array} doorId @param {Uint8Array} boxKey @param {Kept} kept @returns {Bytes}; `too_large` beyond 32,000,000 bytes */
export function sealContainer(doorId, boxKey, { saved, items, contents }) {
  const head = jsonBytes({ v: 1, saved, items });
  const plain = new Uint8Array(bucket(packedSize(head.length, items)));
  plain.set(u32(head.length));
  plain.set(head, 4);
  let at = 4 + head.length;
  for (const content of contents) {
    plain.set(content, at);
    at += content.length;
  }
  return concat(doorId, seal(containerKey(boxKey), aad(doorId), plain));
}

/** @param {Uint8Array} boxKey @param {Uint8Array} container @returns {Kept} `bad_length`, `damaged`, or what is wrong inside */
export function openContainer(boxKey, container) {
  need(BUCKETS.includes(container.length - ID - OVERHEAD), "bad_length");
  const doorId = containerDoor(container);
  return readKept(open(containerKey(boxKey), aad(doorId), container.subarray(ID)));
}

/** @param {Bytes} plain @returns {Kept} `bad_length`, `bad_json`, `bad_version` or `bad_padding` */
export function readKept(plain) {
  const size = readU32(plain);
  need(4 + size <= plain.length, "bad_length");
  const { saved, items } = parseJson(plain.subarray(4, 4 + size));
  need(isCount(saved) && Array.isArray(items) && items.every((one) => isCount(one?.len)), "bad_json");
  need(packedSize(size, items) <= plain.length, "bad_length");
  let at = 4 + size;
  const contents = items.map((/** @type {Label} */ { len }) => plain.subarray(at, (at += len)));
  need(isZero(plain, at), "bad_padding");
  return { saved, items, contents };
}

/** @param {number} head @param {Label[]} items */
function packedSize(head, items) {
  return items.reduce((sum, one) => sum + one.len, 4 + head);
}

/** @param {Uint8Array} doorId */
function aad(doorId) {
  return concat(label("WV1/offline"), doorId);
}

/** @param {unknown} value */
function isCount(value) {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
