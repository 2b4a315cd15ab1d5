/** Bundle: makes QR codes. */
import encodeQR from "qr";
import { provide } from "./provide.js";

/**
 * @param {string} text ASCII
 * @returns {boolean[][]} rows of modules, true for dark, without a quiet zone: the drawing leaves four modules around
 */
function matrix(text) {
  return encodeQR(text, "raw", { ecc: "medium", border: 0 });
}

provide("qr", { matrix });
