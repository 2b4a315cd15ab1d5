/** Bundle: the Worker of pdf.js for browsers of the last five years. */
import "./old_browsers.js";
import "pdfjs-dist/legacy/build/pdf.worker.mjs";
