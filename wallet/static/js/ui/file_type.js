/** What a file is, told by its bytes. Its name, and what a browser said of it, only choose among what the bytes allow. */
import { letters, starts } from "../sound/bytes.js";
import { soundTypes } from "../sound/form.js";
import { endingIn, otherEnding, otherType, plainType, typesWith } from "./types.js";
import { officeTypes } from "./office_file.js";
import { textOf } from "./text_file.js";

const PICTURES = /** @type {[number, string, string][]} */ ([
  [0, "\xff\xd8\xff", "image/jpeg"],
  [0, "\x89PNG\r\n\x1a\n", "image/png"],
  [0, "GIF8", "image/gif"],
  [0, "II*\0", "image/tiff"],
  [0, "MM\0*", "image/tiff"],
  [4, "ftyphei", "image/heic"],
  [4, "ftyphev", "image/heic"],
  [4, "ftypmif1", "image/heic"],
  [4, "ftypmsf1", "image/heic"],
  [4, "ftypavi", "image/avif"],
]);
/** What text may be called; all but the first three are never drawn. */
const TEXTS = [
  "text/plain",
  "text/csv",
  "text/markdown",
  "text/html",
  "text/vcard",
  "text/calendar",
  "image/svg+xml",
  "application/xml",
  "application/json",
  "message/rfc822",
];
/** Programs put a head of their own before a PDF: a printer's, a mail's, a server's. */
const PDF_WITHIN = 65_536;

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name of the file; "" where it has none
 * @param {string} said its type, as somebody named it
 * @returns {string} a type without parameters
 */
export function typeOf(bytes, name, said) {
  const type = plainType(said);
  const ending = endingIn(name) || otherEnding(type);
  const { types, open } = allowed(bytes);
  const named = types.find((one) => typesWith(ending).includes(one)) ?? types.find((one) => one === type);
  if (named) return named;
  if (ending && open && !(types.length && typesWith(ending).length)) return otherType(ending);
  const apart = type !== "" && type !== otherType("") && !drawn(type);
  if (apart && (types.length === 0 || types === TEXTS)) return type;
  return types[0] ?? otherType("");
}

/**
 * Of a paper that is kept: a title that somebody typed says nothing, unless nothing else does.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} title
 * @param {string} mime
 */
export function keptType(bytes, title, mime) {
  return typeOf(bytes, plainType(mime) === otherType("") ? title : "", mime);
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {{types: string[], open: boolean}} `open`: there are more of this form, which only an ending tells */
function allowed(bytes) {
  const picture = PICTURES.find(([at, text]) => starts(bytes, at, text));
  if (picture) return { types: [picture[2]], open: false };
  if (letters(bytes, 0) + letters(bytes, 8) === "RIFFWEBP") return { types: ["image/webp"], open: false };
  const office = officeTypes(bytes);
  if (office) return office;
  if (pdfStart(bytes) >= 0) return { types: ["application/pdf"], open: false };
  const sounds = soundTypes(bytes);
  if (sounds.length) return { types: sounds, open: false };
  if (starts(bytes, 0, "{\\rtf")) return { types: ["application/rtf"], open: false };
  return { types: textOf(bytes) === null ? [] : TEXTS, open: true };
}

/**
 * Where a PDF starts: some have other bytes before it, but then objects of a PDF follow.
 * @param {Uint8Array} bytes
 * @returns {number} -1 where there is none
 */
export function pdfStart(bytes) {
  const head = new TextDecoder("iso-8859-1").decode(bytes.subarray(0, PDF_WITHIN));
  const at = head.search(/%PDF-\d/);
  return at <= 0 || /\d+\s+\d+\s+obj\b/.test(head.slice(at)) ? at : -1;
}

/** Nobody's word makes a file one that is drawn or played. @param {string} type */
function drawn(type) {
  return /^(image|audio|video|text)\/|^application\/pdf$/.test(type);
}
