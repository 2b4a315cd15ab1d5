/** Bundle: makes QR codes. */
import encodeQR from "qr";
import { provide } from "./provide.js";

/**
 * @param {string} text ASCII
 * @returns {boolean[][]} rows of modules, true for dark, without a quiet zone: the drawing leaves four modules around
 */
function matrix(text) {
  return encodeQR(text, "raw", { ecc: "medium", border: 1 }).slice(1, -1).map((row) => row.slice(1, -1));
}

provide("qr", { matrix });
