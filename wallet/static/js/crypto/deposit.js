/** A paper that is put into a mailbox: what stands inside its age file. docs/format.md. */
import { need } from "../errors.js";
import { jsonBytes, parseJson } from "./aead.js";
import { b64, concat, equal, isZero, readU32, u32, unb64 } from "./bytes.js";
import { bucket, LARGEST } from "./document.js";
import { sha256 } from "./hkdf.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{mailbox: string, from: string, date: number, name: string, mime: string}} Said by who puts it in; nothing of it is proven */

const LARGEST_HEAD = 16_384;

/** @typedef {Said & {v: 1, len: number, sha256: string}} Head as it stands in front of the content */
/** @typedef {(head: Head) => object} Signer gives what stands in the head besides: a badge, and the signature over the paper */

/** @param {Said} said @param {Uint8Array} content @param {Signer} [signer] @returns {Bytes} the content of the age file; `too_large` */
export function packDeposit(said, content, signer) {
  const told = /** @type {Head} */ ({ ...said, v: 1, len: content.length, sha256: b64(sha256(content)) });
  const head = jsonBytes({ ...told, ...signer?.(told) });
  need(head.length <= LARGEST_HEAD && 4 + head.length + content.length <= LARGEST, "too_large");
  return concat(u32(head.length), head, content);
}

/** @param {Uint8Array} mailboxId @param {Bytes} plain with its padding @returns {{head: Record<string, any>, content: Bytes}} a view; `bad_length`, `bad_json`, `bad_version`, `bad_padding` or `bad_sum` */
export function readDeposit(mailboxId, plain) {
  const at = 4 + readU32(plain);
  need(at <= plain.length && at <= 4 + LARGEST_HEAD, "bad_length");
  const head = parseJson(plain.subarray(4, at));
  need(Number.isSafeInteger(head.len) && head.len >= 0 && typeof head.sha256 === "string" && head.mailbox === b64(mailboxId), "bad_json");
  const end = at + head.len;
  need(end <= LARGEST && plain.length === bucket(end), "bad_length");
  need(isZero(plain, end), "bad_padding");
  const content = plain.subarray(at, end);
  const sum = unb64(head.sha256);
  need(sum.length === 32, "bad_length");
  need(equal(sha256(content), sum), "bad_sum");
  return { head, content };
}
