/** Office files: those of the last twenty years are ZIPs with known entries, those before are "compound files". */
import { starts } from "../sound/bytes.js";
import { endingsOf } from "./types.js";

const OPEN_XML = "application/vnd.openxmlformats-officedocument.";
/** An entry that only such a file has. */
const ENTRIES = /** @type {[string, string][]} */ ([
  ["word/document", `${OPEN_XML}wordprocessingml.document`],
  ["xl/workbook", `${OPEN_XML}spreadsheetml.sheet`],
  ["ppt/presentation", `${OPEN_XML}presentationml.presentation`],
]);
/** Names of streams, which stand in UTF-16. */
const STREAMS = /** @type {[string, string][]} */ ([
  ["WordDocument", "application/msword"],
  ["Workbook", "application/vnd.ms-excel"],
  ["PowerPoint Document", "application/vnd.ms-powerpoint"],
  ["__substg1.0_", "application/vnd.ms-outlook"],
]);
/** A file with a password is a compound file under the new ending. */
const LOCKED = "EncryptedPackage";
const FIRST_ENTRY = 38;
/** The list at a ZIP's end that names all entries. */
const LISTED = 200_000;

/**
 * @param {Uint8Array} bytes
 * @returns {{types: string[], open: boolean} | null} null where it is none; `open`: only an ending tells which
 */
export function officeTypes(bytes) {
  if (starts(bytes, 0, "PK\x03\x04") || starts(bytes, 0, "PK\x05\x06")) return zipTypes(bytes);
  return starts(bytes, 0, "\xd0\xcf\x11\xe0") ? compoundTypes(bytes) : null;
}

/** @param {Uint8Array} bytes */
function zipTypes(bytes) {
  const [, told = ""] = /^mimetype([a-z.+-]+\/[a-z.+-]+)/.exec(latin1(bytes.subarray(FIRST_ENTRY - 8, 200))) ?? [];
  if (endingsOf(told).length) return { types: [told], open: false };
  const list = latin1(bytes.subarray(-LISTED));
  const found = ENTRIES.filter(([entry]) => list.includes(entry)).map(([, type]) => type);
  // Those with macros, and templates, have endings of their own.
  return { types: [...found, "application/zip"], open: true };
}

/** @param {Uint8Array} bytes */
function compoundTypes(bytes) {
  const text = latin1(bytes);
  const has = (/** @type {string} */ name) => text.includes([...name].join("\0"));
  if (has(LOCKED)) return { types: ENTRIES.map(([, type]) => type), open: true };
  return { types: STREAMS.filter(([name]) => has(name)).map(([, type]) => type), open: true };
}

/** @param {Uint8Array} bytes */
function latin1(bytes) {
  return new TextDecoder("iso-8859-1").decode(bytes);
}
