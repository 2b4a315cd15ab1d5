/** Types of files and the endings of their names, in both directions. */

/** The first ending is the one that a file gets when it is saved; the others are known, too. */
const TYPES = new Map([
  ["image/jpeg", "jpg jpeg jpe jfif"],
  ["image/png", "png"],
  ["image/webp", "webp"],
  ["image/gif", "gif"],
  ["image/tiff", "tif tiff"],
  ["image/heic", "heic heif"],
  ["image/avif", "avif"],
  ["image/bmp", "bmp"],
  ["application/pdf", "pdf"],
  ["text/plain", "txt text log"],
  ["text/csv", "csv"],
  ["text/markdown", "md"],
  ["text/html", "html htm"],
  ["text/vcard", "vcf"],
  ["text/calendar", "ics"],
  ["image/svg+xml", "svg"],
  ["application/xml", "xml"],
  ["application/json", "json"],
  ["message/rfc822", "eml"],
  ["application/rtf", "rtf"],
  ["audio/mpeg", "mp3 mp2 mpga"],
  ["audio/mp4", "m4a m4b"],
  ["audio/aac", "aac"],
  ["audio/ogg", "ogg oga"],
  ["audio/opus", "opus"],
  ["audio/webm", "webm weba"],
  ["audio/matroska", "mka"],
  ["audio/wav", "wav"],
  ["audio/flac", "flac"],
  ["audio/aiff", "aiff aif"],
  ["audio/amr", "amr"],
  ["audio/3gpp", "3gp 3ga"],
  ["video/mp4", "mp4 m4v"],
  ["video/quicktime", "mov"],
  ["video/3gpp", "3gp"],
  ["video/ogg", "ogv"],
  ["video/webm", "webm"],
  ["video/matroska", "mkv"],
  ["application/msword", "doc"],
  ["application/vnd.ms-excel", "xls"],
  ["application/vnd.ms-powerpoint", "ppt"],
  ["application/vnd.ms-outlook", "msg"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
  ["application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"],
  ["application/vnd.oasis.opendocument.text", "odt"],
  ["application/vnd.oasis.opendocument.spreadsheet", "ods"],
  ["application/vnd.oasis.opendocument.presentation", "odp"],
  ["application/epub+zip", "epub"],
  ["application/zip", "zip"],
]);

/** Other names that browsers and systems have for the same. */
const ALIASES = new Map([
  ["image/jpg", "image/jpeg"],
  ["audio/mp3", "audio/mpeg"],
  ["audio/x-mp3", "audio/mpeg"],
  ["audio/m4a", "audio/mp4"],
  ["audio/x-m4a", "audio/mp4"],
  ["audio/x-aac", "audio/aac"],
  ["audio/aacp", "audio/aac"],
  ["application/ogg", "audio/ogg"],
  ["audio/x-wav", "audio/wav"],
  ["audio/wave", "audio/wav"],
  ["audio/vnd.wave", "audio/wav"],
  ["audio/x-flac", "audio/flac"],
  ["audio/x-aiff", "audio/aiff"],
  ["audio/x-matroska", "audio/matroska"],
  ["video/x-matroska", "video/matroska"],
  ["application/x-pdf", "application/pdf"],
  ["application/x-zip-compressed", "application/zip"],
  ["text/rtf", "application/rtf"],
  ["text/xml", "application/xml"],
  ["text/x-markdown", "text/markdown"],
]);

/** A type that nobody registered, of which only the ending is known. */
const OTHER = "application/x.ending.";
/** Endings of files of any type. */
const OF_ANYTHING = ["bin", "dat", "tmp"];
/** An ending has a letter, and no word before the dot ends with a space: "Rdv 12.05" and "M. Dupont" have none. */
const ENDING = /[^\s.]\.((?=\d*[a-z])[a-z0-9]{1,10})$/i;

/** @param {string} name of a file @returns {string} without the dot, in small letters; empty where there is none */
export function endingIn(name) {
  return ENDING.exec(name)?.[1]?.toLowerCase() ?? "";
}

/** @param {string} ending @returns {string[]} the types whose files are called so */
export function typesWith(ending) {
  return ending ? [...TYPES.keys()].filter((type) => endingsOf(type).includes(ending)) : [];
}

/** @param {string} ending @returns {string} */
export function otherType(ending) {
  return ending ? OTHER + ending : "application/octet-stream";
}

/** @param {string} type @returns {string} the ending that is all that is known of it; empty for another type */
export function otherEnding(type) {
  return type.startsWith(OTHER) ? endingIn(`a.${type.slice(OTHER.length)}`) : "";
}

/** @param {string} mime @returns {string[]} those that a file of this type may have, the usual one first */
export function endingsOf(mime) {
  const type = plainType(mime);
  const other = otherEnding(type);
  return other ? [other] : (TYPES.get(type)?.split(" ") ?? []);
}

/** @param {string} mime @returns {string} without parameters, by its usual name */
export function plainType(mime) {
  const type = (mime.split(";")[0] ?? "").trim().toLowerCase();
  return ALIASES.get(type) ?? type;
}

/** @param {string} name of a file @returns {string} without an ending that tells its type; another stays, it may be a part of the name */
export function withoutEnding(name) {
  const ending = endingIn(name);
  return typesWith(ending).length || OF_ANYTHING.includes(ending) ? name.slice(0, -ending.length - 1) : name;
}
