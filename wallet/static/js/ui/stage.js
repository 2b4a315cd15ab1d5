/** Screens of a page that must stay light: one at a time in <main>, cloned from its template, reached by name. */
import { clone, fill } from "./dom.js";

/** @typedef {(arg?: any) => unknown} Screen shows itself; may return a promise */

/** @type {Record<string, Screen>} */
const known = {};

/**
 * Names screens, so that views reach each other without importing each other.
 * @param {Record<string, Screen>} screens
 */
export function add(screens) {
  Object.assign(known, screens);
}

/**
 * @param {string} name
 * @param {unknown} [arg]
 */
export async function go(name, arg) {
  await known[name](arg);
}

/**
 * Shows `<template id>`, filled, and moves the focus to its heading.
 * @param {string} id
 * @param {Record<string, string | number | Node | Node[]>} [values]
 * @returns {HTMLElement}
 */
export function show(id, values = {}) {
  const root = fill(clone(id), values);
  document.querySelector("main")?.replaceChildren(root);
  const heading = root.querySelector("h1");
  if (!heading) throw new Error("a screen needs a heading");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
  return root;
}
