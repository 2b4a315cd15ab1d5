/** Bundle: the Worker of pdf.js for browsers of the last five years. */
import "core-js/actual";
import "pdfjs-dist/legacy/build/pdf.worker.mjs";
