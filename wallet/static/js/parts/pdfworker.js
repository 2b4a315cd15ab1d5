/** Bundle: the Worker of pdf.js. It starts by itself where it finds no window. */
import "pdfjs-dist/build/pdf.worker.mjs";
