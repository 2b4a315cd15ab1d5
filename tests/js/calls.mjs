// How a vector's function is called in the browser's modules; tests/vectors/README.md names its fields.
import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import { Decrypter } from "age-encryption";
import { openAge } from "../../wallet/static/js/crypto/agefile.js";
import { argon2id } from "../../wallet/static/js/crypto/argon.js";
import { b64, concat, hex, label, unb64, unhex } from "../../wallet/static/js/crypto/bytes.js";
import * as card from "../../wallet/static/js/crypto/card.js";
import { parseAddress, parseDropAddress } from "../../wallet/static/js/crypto/address.js";
import * as badge from "../../wallet/static/js/crypto/badge.js";
import { openCatalogue } from "../../wallet/static/js/crypto/catalogue.js";
import { damm } from "../../wallet/static/js/crypto/damm.js";
import { readDeposit } from "../../wallet/static/js/crypto/deposit.js";
import * as mandate from "../../wallet/static/js/crypto/mandate.js";
import * as digits from "../../wallet/static/js/crypto/digits.js";
import { bucket, checkDocument } from "../../wallet/static/js/crypto/document.js";
import * as door from "../../wallet/static/js/crypto/door.js";
import * as doorkey from "../../wallet/static/js/crypto/doorkey.js";
import { earlyMessage, earlyPublic, earlySignature } from "../../wallet/static/js/crypto/early.js";
import { sha256 } from "../../wallet/static/js/crypto/hkdf.js";
import * as mailbox from "../../wallet/static/js/crypto/mailbox.js";
import { lookup, nameBytes } from "../../wallet/static/js/crypto/name.js";
import { blind, finalize } from "../../wallet/static/js/crypto/oprf.js";
import { readNote } from "../../wallet/static/js/crypto/note.js";
import * as offline from "../../wallet/static/js/crypto/offline.js";
import * as part from "../../wallet/static/js/crypto/part.js";
import { combineParts } from "../../wallet/static/js/crypto/split.js";
import * as recovery from "../../wallet/static/js/crypto/recovery.js";
import { loginMessage, loginSignature, vaultKeys, verify } from "../../wallet/static/js/crypto/root.js";
import { readRow } from "../../wallet/static/js/crypto/row.js";
import { checkPassphrase, phraseBytes, rowBytes } from "../../wallet/static/js/crypto/secret.js";
import * as share from "../../wallet/static/js/crypto/share.js";
import { standInMessage, standInSignature } from "../../wallet/static/js/crypto/stand_in.js";
import { normalise } from "../../wallet/static/js/crypto/text.js";
import { voucherCommit, voucherHash } from "../../wallet/static/js/crypto/voucher.js";

/** @typedef {Record<string, any>} Fields */
/** @typedef {{function: string, reason: string, input: Fields, output?: Fields, error?: string}} Vector */

/** What only the server does. */
export const SERVER_ONLY = ["check_age_head", "open_at_rest"];

const { oprf } = ristretto255_oprf;

/** A source of randomness that makes noble draw this scalar: it reduces modulo order - 1 and adds one. */
function drawing(/** @type {Uint8Array} */ scalar) {
  let less = scalar.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) - 1n;
  return (/** @type {number | undefined} */ n) => {
    const out = new Uint8Array(n ?? 32);
    for (let i = 0; i < 32; i++, less >>= 8n) out[i] = Number(less & 255n);
    return out;
  };
}

const shown = (/** @type {{K: Uint8Array, open: Uint8Array}} */ keys) => ({ key: keys.K, open: keys.open, open_hash: sha256(keys.open) });

async function login(/** @type {Fields} */ given) {
  const keys = await vaultKeys(unhex(given.root));
  const nonce = unhex(given.nonce);
  return { message: loginMessage(given.origin, keys.vaultId, nonce), signature: loginSignature(keys, given.origin, nonce) };
}

async function standIn(/** @type {Fields} */ given) {
  const keys = await vaultKeys(unhex(given.root));
  const [locked, nonce] = [unhex(given.locked), unhex(given.nonce)];
  return { message: standInMessage(given.origin, locked, keys.vaultId, nonce), signature: standInSignature(keys, given.origin, locked, nonce) };
}

function early(/** @type {Fields} */ given) {
  const [held, nonce] = [unhex(given.card), unhex(given.nonce)];
  return { message: earlyMessage(given.origin, earlyPublic(held), nonce), signature: earlySignature(held, given.origin, nonce) };
}

/** @param {Uint8Array} key */
async function mailboxKeys(key) {
  const { id, fetchPub, ageIdentity, recipient } = await mailbox.mailboxKeys(key);
  return { id, fetch_pub: fetchPub, age_identity: ageIdentity, recipient };
}

async function signedByMailbox(/** @type {Fields} */ given) {
  const [keys, nonce] = [await mailbox.mailboxKeys(unhex(given.key)), unhex(given.nonce)];
  return { message: mailbox.mailboxMessage(given.origin, keys.id, nonce), signature: mailbox.mailboxSignature(keys, given.origin, nonce) };
}

/** @param {Fields} given @param {Uint8Array} text */
function signedByOwner({ key }, text) {
  return { text, public: badge.signPub(unhex(key)), signature: badge.signedByOwner(unhex(key), text) };
}

/** Mostly zeros, written short. @param {Fields} plain */
const laidOut = ({ start, zeros, end = "" }) => concat(unhex(start), new Uint8Array(zeros), unhex(end));

async function document(/** @type {Fields} */ given) {
  return { content: await checkDocument(laidOut(given.plain), { len: given.length, sha256: unhex(given.sha256) }) };
}

async function keysOf(/** @type {Fields} */ given) {
  const keys = await vaultKeys(unhex(given.root));
  return Object.fromEntries(Object.entries(keys).map(([name, value]) => [name.replace(/[A-Z]/g, (capital) => "_" + capital.toLowerCase()), value]));
}

/** age-encryption's own answer; null where it says that the file is for somebody else. */
async function readAge(/** @type {Fields} */ given) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(given.identity);
  try {
    return await decrypter.decrypt(unhex(given.file));
  } catch (error) {
    if (String(error).includes("no identity matched")) return null;
    throw error;
  }
}

function recoveryKeys(/** @type {Fields} */ given) {
  const r = unhex(given.r);
  const pub = recovery.recoveryPublic(r);
  return { tag: recovery.recoveryTag(r), public: pub, id: recovery.recoveryId(pub) };
}

function recoverySigned(/** @type {Fields} */ given) {
  const r = unhex(given.r);
  const nonce = unhex(given.nonce);
  const id = recovery.recoveryId(recovery.recoveryPublic(r));
  return { message: recovery.recoveryMessage(given.origin, id, nonce), signature: recovery.recoverySignature(r, given.origin, nonce) };
}

function ownerOf(/** @type {Fields} */ given) {
  const token = share.grantOwner(unhex(given.owner), unhex(given.grant_id));
  return { owner_token: token, owner_hash: sha256(token) };
}

function fragment(/** @type {Fields} */ given) {
  const link = share.parseFragment(given.fragment);
  return { door_id: link?.doorId ?? null, secret: link?.S ?? null };
}

/** @type {Record<string, (given: Fields) => Fields | Promise<Fields>>} */
export const CALLS = {
  argon2id: async (g) => ({ key: await argon2id(unhex(g.password), unhex(g.salt)) }),
  b64: (g) => ({ text: b64(unhex(g.data)) }),
  blind: (g) => ({ blinded: blind(unhex(g.input), drawing(unhex(g.blind))).blinded }),
  bucket: (g) => ({ bucket: bucket(g.length) }),
  card_groups: (g) => ({ groups: card.cardGroups(unhex(g.card)) }),
  card_qr: (g) => ({ qr: card.cardQr(unhex(g.card)) }),
  check_document: document,
  check_passphrase: (g) => ({ code: checkPassphrase(g.text) }),
  combine_parts: async (g) => ({ r: await combineParts(unhex(g.one), unhex(g.other)) }),
  container_key: (g) => ({ key: offline.containerKey(unhex(g.box_key)) }),
  damm: (g) => ({ check: damm(g.digits) }),
  derive_key: (g) => ({ key: oprf.deriveKeyPair(unhex(g.seed), unhex(g.info)).secretKey }),
  digits_input: (g) => ({ input: digits.digitsInput(g.secret) }),
  digits_keys: (g) => shown(digits.digitsKeys(unhex(g.door_id), unhex(g.n), unhex(g.a))),
  digits_salt: (g) => ({ salt: digits.digitsSalt({ shareId: unhex(g.share_id), doorId: unhex(g.door_id), start: g.start }) }),
  door_keys: (g) => ({ door_id: door.doorId(unhex(g.suk)), key: door.doorKey(unhex(g.suk)) }),
  door_salt: (g) => ({ salt: doorkey.argonSalt(g.kind, unhex(g.lookup)) }),
  early_public: (g) => ({ public: earlyPublic(unhex(g.card)) }),
  early_signature: early,
  evaluate: (g) => ({ evaluation: oprf.blindEvaluate(unhex(g.key), unhex(g.blinded)) }),
  finalize: (g) => ({ n: finalize(unhex(g.input), unhex(g.blind), unhex(g.evaluation)) }),
  format_digits: (g) => ({ text: digits.formatDigits(g.locator, g.secret) }),
  grant_owner: ownerOf,
  helper_key: (g) => ({ helper: part.helperKey(unhex(g.part)) }),
  label: (g) => ({ data: label(g.text) }),
  link_keys: (g) => shown(share.linkKeys(unhex(g.secret), unhex(g.door_id))),
  login_signature: login,
  badge: (g) => signedByOwner(g, badge.badgeText({ org: g.org, name: g.name, address: unhex(g.address), signPub: unhex(g.sign_pub), until: g.until })),
  signed_head: ({ head }) => ({ text: badge.headText(head), signed: verify(unb64(head.badge.sign_pub), badge.headText(head), unb64(head.sig)) }),
  is_signed: (g) => ({ signed: verify(unhex(g.public), unhex(g.text), unhex(g.signature)) }),
  paper: (g) => signedByOwner(g, badge.paperText(/** @type {any} */ ({ ...g, mailbox: unhex(g.mailbox), sha256: unhex(g.sha256) }))),
  mailbox_address: (g) => ({ address: mailbox.mailboxAddress({ id: unhex(g.id), recipient: unhex(g.recipient) }) }),
  mailbox_keys: async (g) => mailboxKeys(unhex(g.key)),
  mailbox_signature: (g) => signedByMailbox(g),
  name_bytes: (g) => ({ name: nameBytes(g.pictures), lookup: lookup(nameBytes(g.pictures)) }),
  normalise: (g) => ({ text: normalise(g.text) }),
  open_age: async (g) => ({ plain: await openAge(unhex(g.file_key), unhex(g.file)) }),
  open_box: (g) => door.openBox(unhex(g.suk), unhex(g.box)),
  open_catalogue: async (g) => ({ json: await openCatalogue(await vaultKeys(unhex(g.root)), unhex(g.sealed)) }),
  open_container: (g) => offline.openContainer(unhex(g.box_key), unhex(g.container)),
  open_m: (g) => ({ m: share.openM(unhex(g.key), unhex(g.door_id), g.kind, unhex(g.sealed)) }),
  open_manifest: (g) => ({ json: share.openManifest(unhex(g.m), unhex(g.share_id), unhex(g.sealed)) }),
  mandate_input: (g) => ({ input: mandate.mandateInput(g.code) }),
  mandate_keys: (g) => shown(mandate.mandateKeys(unhex(g.secret), unhex(g.door_id), unhex(g.n), unhex(g.a))),
  mandate_salt: (g) => ({ salt: mandate.mandateSalt(unhex(g.door_id)) }),
  mandate_url: (g) => ({ url: mandate.mandateUrl(g.origin, unhex(g.door_id), unhex(g.secret)) }),
  parse_digits: (g) => digits.parseDigits(g.text),
  parse_fragment: fragment,
  parse_drop_address: (g) => ({ ...parseDropAddress(g.fragment) }),
  parse_address: (g) => ({ id: null, promised: null, ...parseAddress(g.fragment) }),
  parse_groups: (g) => ({ card: card.parseGroups(g.groups) }),
  parse_part_groups: (g) => ({ part: part.parsePartGroups(g.groups) }),
  parse_part_qr: (g) => ({ part: part.parsePartQr(g.qr) }),
  part_groups: (g) => ({ groups: part.partGroups(unhex(g.part)) }),
  part_qr: (g) => ({ qr: part.partQr(unhex(g.part)) }),
  parse_qr: (g) => ({ card: card.parseQr(g.qr) }),
  pocket_lookup: (g) => ({ lookup: card.pocketLookup(unhex(g.card)) }),
  read_age: async (g) => ({ plain: await readAge(g) }),
  read_deposit: (g) => readDeposit(unhex(g.id), laidOut(g.plain)),
  read_kept: (g) => offline.readKept(laidOut(g.plain)),
  read_note: (g) => readNote(unhex(g.id), unhex(g.plain)),
  recovery_keys: recoveryKeys,
  recovery_signature: recoverySigned,
  phrase_bytes: (g) => ({ input: phraseBytes(g.text) }),
  read_row: (g) => readRow(g.pictures),
  row_bytes: (g) => ({ input: rowBytes(g.pictures) }),
  three_bytes: (g) => ({ input: card.threeBytes(g.pictures) }),
  share_url: (g) => ({ url: share.shareUrl(g.origin, unhex(g.door_id), unhex(g.secret)) }),
  stand_in_signature: standIn,
  suk_card_helper: (g) => ({ suk: doorkey.sukCardHelper(unhex(g.card), unhex(g.helper)) }),
  suk_passkey: (g) => ({ suk: doorkey.sukPasskey(unhex(g.prf)) }),
  suk_phrase: (g) => ({ suk: doorkey.sukPhrase(g.outputs.map(unhex), unhex(g.s)) }),
  suk_pocket: (g) => ({ suk: doorkey.sukPocket(unhex(g.card), g.outputs.map(unhex), unhex(g.s)) }),
  suk_row: (g) => ({ suk: doorkey.sukRow(g.outputs.map(unhex), unhex(g.s)) }),
  suk_safe: (g) => ({ suk: doorkey.sukSafe(unhex(g.card)) }),
  suk_recovery: (g) => ({ suk: recovery.sukRecovery(unhex(g.r), unhex(g.half)) }),
  voucher: (g) => ({ hash: voucherHash(unhex(g.voucher)), commit: voucherCommit(unhex(g.voucher), unhex(g.mailbox_id)) }),
  unb64: (g) => ({ data: unb64(g.text) }),
  vault_keys: keysOf,
};

/** The JSON form of a value: bytes become hex. @param {any} value @returns {any} */
function plain(value) {
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** What the browser's modules make of a vector: its output in JSON form, or the code of the refusal. @param {Vector} vector @returns {Promise<{output?: any, error?: string}>} */
export async function outcome(vector) {
  try {
    return { output: plain(await CALLS[vector.function](vector.input)) };
  } catch (error) {
    return { error: /** @type {any} */ (error).code ?? String(error) };
  }
}

/** @param {Vector} vector @returns {boolean} whether the browser has a part in it; how the evaluator refuses is the server's */
export function concernsBrowser(vector) {
  return !SERVER_ONLY.includes(vector.function) && !(vector.function === "evaluate" && vector.error !== undefined);
}
