/** A question over the screen. Its buttons carry `data-answer`; the promise gives the one that was tapped. */
import { clone, fill } from "./dom.js";

/** @type {HTMLDialogElement | null} */
let current = null;

/**
 * Opens `<template id>` (one <dialog>) and waits for an answer; "" when it was closed without one.
 * @param {string} id
 * @param {Record<string, string | number | Node | Node[]>} [values]
 * @param {(sheet: HTMLElement) => void} [prepare] called before it is shown
 * @returns {Promise<string>}
 */
export function ask(id, values = {}, prepare) {
  closeSheet();
  const sheet = /** @type {HTMLDialogElement} */ (fill(clone(id), values));
  current = sheet;
  prepare?.(sheet);
  document.body.append(sheet);
  return new Promise((resolve) => {
    sheet.addEventListener("click", (event) => answer(sheet, event));
    sheet.addEventListener("close", () => {
      sheet.remove();
      if (current === sheet) current = null;
      resolve(sheet.dataset.answered ?? "");
    });
    open(sheet);
  });
}

/** Closes the open question, unanswered. True if there was one. */
export function closeSheet() {
  if (!current) return false;
  close(current);
  return true;
}

/** @param {HTMLDialogElement} sheet */
function open(sheet) {
  if (typeof sheet.showModal === "function") return sheet.showModal();
  sheet.setAttribute("open", ""); // Safari before 15.4 has no dialog element
  sheet.querySelector("button")?.focus();
}

/** @param {HTMLDialogElement} sheet */
function close(sheet) {
  if (typeof sheet.close === "function") sheet.close();
  else sheet.dispatchEvent(new Event("close"));
}

/**
 * @param {HTMLDialogElement} sheet
 * @param {Event} event
 */
function answer(sheet, event) {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-answer]"));
  if (!button) return;
  sheet.dataset.answered = button.dataset.answer ?? "";
  close(sheet);
}
