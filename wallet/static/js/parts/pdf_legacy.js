/** Bundle: pdf.js for browsers of the last five years; its Worker is the bundle `pdfworker-legacy`. */
// The legacy build alone still calls Promise.withResolvers and newer, which a Chromium of 2022 does not have.
import "core-js/actual";
import { getDocument, PDFWorker } from "pdfjs-dist/legacy/build/pdf.mjs";
import { pdfPart } from "./pdf_paper.js";
import { provide } from "./provide.js";

provide("pdf-legacy", pdfPart({ getDocument, PDFWorker }));
