/** Fetches pdf.js, only for a PDF: the build of this year where the browser can run it, else the one for old browsers. */
import { WalletError } from "../errors.js";
import { folder, load, newWorker } from "./parts.js";

/** What the build of this year calls without asking; one that is missing makes it fail half-way. */
const NEEDED = /** @type {[any, string][]} */ ([
  [Promise, "withResolvers"],
  [Promise, "try"],
  [Math, "sumPrecise"],
  [URL, "parse"],
  [Map.prototype, "getOrInsertComputed"],
  [Uint8Array.prototype, "toHex"],
  [Uint8Array, "fromBase64"],
]);

// Asked once, at the start: the build for old browsers mends the page's own globals.
const BUILD = NEEDED.every(([owner, name]) => typeof owner[name] === "function") ? "" : "-legacy";

/** @type {{part: Promise<any>, port: Worker} | null} */
let prepared = null;

/** Starts fetching both scripts, so that they come beside the document and not after it. */
export function preparePdf() {
  if (prepared) return prepared;
  const part = load(`pdf${BUILD}`);
  part.catch(() => (prepared = null));
  prepared = { part, port: newWorker(`pdfworker${BUILD}`) };
  return prepared;
}

/**
 * @param {Uint8Array} bytes stay whole
 * @returns {Promise<import("../parts/pdf_paper.js").PdfPaper>} raises `offline` where pdf.js cannot be fetched, else what pdf.js raises
 */
export async function openPdf(bytes) {
  const { part, port } = preparePdf();
  prepared = null;
  try {
    const opened = part.then((pdf) => pdf.open(bytes.slice(), port, `${folder()}pdfjs/`));
    return await Promise.race([opened, failing(port)]);
  } catch (problem) {
    port.terminate();
    throw problem;
  }
}

/**
 * @param {Worker} port
 * @returns {Promise<never>} rejects where the Worker's script does not come or breaks
 */
function failing(port) {
  return new Promise((_, reject) => port.addEventListener("error", () => reject(new WalletError("offline"))));
}
