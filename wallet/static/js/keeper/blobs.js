/** Sealed documents on the server: sent, fetched, renewed and deleted without any session. Protocol section 7. */
import { openAge } from "../crypto/agefile.js";
import { b64, random, unb64 } from "../crypto/bytes.js";
import { checkDocument, LARGEST, sealDocument } from "../crypto/document.js";
import { sha256 } from "../crypto/hkdf.js";
import { WalletError } from "../errors.js";
import { typed } from "../manifest.js";
import { refresh } from "./catalogue.js";
import { sound } from "./sound.js";

/**
 * @typedef {import("../crypto/bytes.js").Bytes} Bytes
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./keeper.js").Doing} Doing
 * @typedef {import("./shape.js").Content} Content
 * @typedef {import("./shape.js").Tokens} Tokens
 */

const BATCH = 200;
const AWAKE = 180_000;
/** Shares of the whole that each step takes, for a bar that runs once from 0 to 1. */
const [SEALED, SENT, FETCHED] = [0.25, 0.95, 0.8];

/** What a token is known by on the server. @param {string} token */
export function hashOf(token) {
  return b64(sha256(unb64(token)));
}

/** @returns {Tokens} */
export function newTokens() {
  return { read: b64(random(16)), write: b64(random(16)) };
}

/** Seals and sends; the catalogue does not know of it yet. @param {Keeper} keeper @param {ArrayBuffer} buffer @param {string} mime @param {Doing} doing @param {string} [recipient] another vault's, where it is sealed for that one @returns {Promise<Content>} */
export async function upload(keeper, buffer, mime, doing, recipient = keeper.keys.ageRecipient) {
  if (buffer.byteLength > LARGEST) throw new WalletError("too_large");
  doing.tell("seal", 0);
  const sealed = await sealDocument(recipient, new Uint8Array(buffer), (done) => doing.tell("seal", done * SEALED));
  const content = {
    blob: b64(random(16)),
    ...newTokens(),
    file_key: b64(sealed.fileKey),
    len: sealed.len,
    sha256: b64(sealed.sha256),
    mime: typed(mime),
    renewed: 0,
  };
  await put(keeper, content, sealed.age, doing);
  return content;
}

/** @param {Keeper} keeper @param {Content} content @param {Uint8Array} body @param {Doing} doing */
async function put(keeper, content, body, doing) {
  const stayAwake = awake(keeper);
  const onsent = (/** @type {number} */ done) => {
    stayAwake();
    doing.tell("send", SEALED + done * (SENT - SEALED));
  };
  const headers = { "X-Blob": content.blob, "X-Read-Hash": hashOf(content.read), "X-Write-Hash": hashOf(content.write), "Content-Type": "application/octet-stream" };
  onsent(0);
  await keeper.tickets.spendOnce(keeper, body.length, (ticket) =>
    keeper.api.request("blob", { method: "PUT", headers: { ...headers, "X-Ticket": ticket }, body, again: true, signal: doing.signal, onsent }),
  );
  doing.tell("save", SENT);
}

/** Transfers carry no session, so a long one would let it grow idle. @param {Keeper} keeper */
function awake(keeper) {
  let last = performance.now();
  return () => {
    if (performance.now() - last < AWAKE) return;
    last = performance.now();
    keeper.later(() => refresh(keeper));
  };
}

/** Fetches, opens and checks. @param {Keeper} keeper @param {Content} content @param {Doing} doing @returns {Promise<Bytes>} @throws {WalletError} `damaged`, `not_found` */
export async function download(keeper, content, doing) {
  const stayAwake = awake(keeper);
  const onreceived = (/** @type {number} */ done) => {
    stayAwake();
    doing.tell("fetch", done * FETCHED);
  };
  const bytes = await fetched(keeper, content, { again: true, signal: doing.signal, onreceived });
  const onchunk = (/** @type {unknown} */ _, /** @type {number} */ done) => doing.tell("open", Math.min(1, FETCHED + (done / bytes.length) * (1 - FETCHED)));
  return sound(async () => {
    const plain = await openAge(unb64(content.file_key), bytes, onchunk);
    return checkDocument(plain, { len: content.len, sha256: unb64(content.sha256) });
  });
}

/** With the tokens it has, or had while a rotation is not done. @param {Keeper} keeper @param {Content} content @param {import("../api.js").Request} how */
export async function fetched(keeper, content, how) {
  const ask = (/** @type {string} */ read) => keeper.api.asking("blob/get", { id: content.blob, read }, how);
  try {
    return (await ask(content.read)).bytes;
  } catch (problem) {
    if (!content.was || !(problem instanceof WalletError) || problem.code !== "not_found") throw problem;
    return (await ask(content.was.read)).bytes;
  }
}

/** @template T @param {T[]} list @returns {T[][]} */
export function batches(list) {
  return Array.from({ length: Math.ceil(list.length / BATCH) }, (_, n) => list.slice(n * BATCH, (n + 1) * BATCH));
}

/** Deletes for good; what is gone already counts as done. @param {Keeper} keeper @param {Content[]} contents */
export async function erase(keeper, contents) {
  for (const some of batches(contents)) {
    const items = some.map((one) => ({ id: one.blob, write: one.write }));
    const { missing } = await keeper.api.json("blob/delete", { items }, { again: true });
    const left = some.filter((one) => one.was && missing.includes(one.blob)).map((one) => ({ id: one.blob, write: one.was?.write }));
    if (left.length) await keeper.api.json("blob/delete", { items: left }, { again: true });
  }
}

/** Prolongs the leases to five years. @param {Keeper} keeper @param {Content[]} contents @returns {Promise<Set<string>>} the blobs that are not there */
export async function renew(keeper, contents) {
  const missing = new Set();
  for (const some of batches(contents)) {
    const items = some.map((one) => ({ id: one.blob, write: one.write }));
    const answer = await keeper.api.json("blob/renew", { items }, { again: true });
    for (const id of answer.missing) missing.add(id);
  }
  return missing;
}

/** Renews what has only its first week, once the catalogue names it. @param {Keeper} keeper */
export async function renewFresh(keeper) {
  const some = keeper.fresh.splice(0);
  try {
    if (some.length) await renew(keeper, some);
  } catch (problem) {
    keeper.fresh.push(...some);
    throw problem;
  }
}
