/**
 * A question over the screen. Its buttons carry `data-answer`; the promise gives the one that was tapped. The header
 * with the quick exit stays in reach above it, so it is no modal <dialog>: only <main> is out of reach meanwhile.
 */
import { clone, fill } from "./dom.js";
import * as live from "./live.js";

/** @typedef {{element: HTMLElement, before: Element | null, resolve: (answer: string) => void}} Sheet */

/** @type {Sheet | null} */
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
  live.clear();
  const element = fill(clone(id), values);
  element.dataset.sheet = id;
  prepare?.(element);
  element.addEventListener("click", onClick);
  element.addEventListener("keydown", (event) => event.key === "Escape" && close(""));
  element.setAttribute("open", "");
  const before = document.activeElement;
  return new Promise((resolve) => open({ element, before, resolve }));
}

/** Closes the open question, unanswered. True if there was one. */
export function closeSheet() {
  if (!current) return false;
  close("");
  return true;
}

/** @param {Sheet} sheet */
function open(sheet) {
  current = sheet;
  reach(false);
  document.body.append(sheet.element);
  const first = sheet.element.querySelector("[autofocus], input, select, textarea, button");
  /** @type {HTMLElement | null} */ (first)?.focus();
}

/** @param {string} answer */
function close(answer) {
  if (!current) return;
  const { element, before, resolve } = current;
  current = null;
  element.remove();
  reach(true);
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  resolve(answer);
}

/** @param {boolean} within whether the screen below can be reached */
function reach(within) {
  const main = document.querySelector("main");
  if (main) main.inert = !within;
}

/** @param {Event} event */
function onClick(event) {
  const button = /** @type {Element} */ (event.target).closest("[data-answer]");
  if (button) close(button.getAttribute("data-answer") ?? "");
}
