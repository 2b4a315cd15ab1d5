/** Bundle: pdf.js for browsers of this year; its Worker is the bundle `pdfworker`. */
import { getDocument, PDFWorker } from "pdfjs-dist";
import { pdfPart } from "./pdf_paper.js";
import { provide } from "./provide.js";

provide("pdf", pdfPart({ getDocument, PDFWorker }));
