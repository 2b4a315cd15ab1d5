/** Bundle: pdf.js for browsers of the last five years; its Worker is the bundle `pdfworker-legacy`. */
import "./old_browsers.js";
import { getDocument, PDFWorker } from "pdfjs-dist/legacy/build/pdf.mjs";
import { pdfPart } from "./pdf_paper.js";
import { provide } from "./provide.js";

provide("pdf-legacy", pdfPart({ getDocument, PDFWorker }));
