/** The catalogue: everything a vault knows, sealed and padded. Protocol section 5. */
import { need } from "../errors.js";
import { frame, jsonBytes, open, OVERHEAD, parseJson, seal, unframe } from "./aead.js";
import { concat, label } from "./bytes.js";
import { deflate, inflate } from "./deflate.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {Pick<import("./root.js").VaultKeys, "vaultId" | "catalogueKey">} CatalogueKeys */
/** @typedef {Record<string, any> & {v: 1, seq: number}} Catalogue fields: see docs/format.md */

/** Sizes on the wire, nonce and tag included: 16 KiB to 1 MiB, each twice the one before. */
export const SIZES = Object.freeze([16, 32, 64, 128, 256, 512, 1024].map((kib) => kib * 1024));

/** @param {CatalogueKeys} keys @param {Catalogue} catalogue @returns {Promise<Bytes>}; `too_large` beyond 1 MiB */
export async function sealCatalogue(keys, catalogue) {
  need(catalogue.v === 1, "bad_version");
  need(isSeq(catalogue.seq), "bad_json");
  const packed = await deflate(jsonBytes(catalogue));
  const size = SIZES.find((size) => packed.length + 4 + OVERHEAD <= size);
  need(size, "too_large");
  return seal(keys.catalogueKey, aad(keys), frame(packed, size - OVERHEAD));
}

/** @param {CatalogueKeys} keys @param {Uint8Array} bytes @returns {Promise<Catalogue>}; `damaged`, or what is wrong inside */
export async function openCatalogue(keys, bytes) {
  need(SIZES.includes(bytes.length), "bad_length");
  const object = parseJson(await inflate(unframe(open(keys.catalogueKey, aad(keys), bytes))));
  need(isSeq(object.seq), "bad_json");
  return /** @type {Catalogue} */ (object);
}

/** @param {CatalogueKeys} keys */
function aad(keys) {
  return concat(label("WV1/catalogue"), keys.vaultId);
}

/** @param {unknown} seq */
function isSeq(seq) {
  return Number.isSafeInteger(seq) && Number(seq) >= 0;
}
