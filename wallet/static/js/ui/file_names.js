/** What the name of a file in an archive tells: which computer left it behind, and what a browser would take it for. */

/** What computers and phones lay beside a person's files, by the last part of the name. */
const LEAVINGS = /^(\._.*|\.ds_store|\.localized|icon\r|thumbs\.db(:.*)?|ehthumbs(_vista)?\.db|desktop\.ini|\.nomedia|\.directory|~\$.*|\.~lock\..*#)$/i;
const LEFT_FOLDERS = /(^|\/)(__MACOSX|\.spotlight-v100|\.trashes|\.trash-\d+|\.fseventsd|\.temporaryitems|\.thumbnails|@eadir|\$recycle\.bin|system volume information)\//i;
const TYPES = /** @type {Record<string, string>} */ ({
  jpg: "image/jpeg", jpeg: "image/jpeg", png: "image/png", webp: "image/webp", gif: "image/gif", heic: "image/heic", heif: "image/heif", avif: "image/avif",
  bmp: "image/bmp", tif: "image/tiff", tiff: "image/tiff", pdf: "application/pdf", txt: "text/plain", csv: "text/csv",
  mp3: "audio/mpeg", m4a: "audio/mp4", aac: "audio/aac", ogg: "audio/ogg", oga: "audio/ogg", opus: "audio/ogg", weba: "audio/webm", wav: "audio/wav", flac: "audio/flac", amr: "audio/amr",
});

/** @param {string} path */
export function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a computer put it there for itself. @param {string} path */
export function isLeavings(path) {
  return LEAVINGS.test(baseName(path)) || LEFT_FOLDERS.test(path);
}

/** The type that a browser gives to a file of this name when it is chosen. @param {string} name @returns {string} empty for one that is not known */
export function typeByName(name) {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1] ?? "";
  return TYPES[ending.toLowerCase()] ?? "";
}
