/** The only ways in which this page makes or fills elements: cloning a <template>, and text. */

/**
 * A copy of the one element in `<template id>`. Throws where the template is missing.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function clone(id) {
  const template = document.getElementById(id);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`no template ${id}`);
  const first = template.content.firstElementChild;
  if (!(first instanceof HTMLElement)) throw new Error(`empty template ${id}`);
  return /** @type {HTMLElement} */ (document.importNode(first, true));
}

/**
 * Fills by name: a string or number becomes the text of `[data-text=name]`, elements become the children of
 * `[data-slot=name]`. Throws where there is no such place.
 * @param {HTMLElement} root
 * @param {Record<string, string | number | Node | Node[]>} values
 */
export function fill(root, values) {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "string" || typeof value === "number") find(root, name, "text").textContent = String(value);
    else find(root, name, "slot").replaceChildren(...(Array.isArray(value) ? value : [value]));
  }
  return root;
}

/**
 * The element marked `data-ref=name` (or data-text, data-slot), the root itself included. Throws where it is missing.
 * @param {HTMLElement} root
 * @param {string} name
 * @param {string} [kind]
 * @returns {HTMLElement}
 */
export function find(root, name, kind = "ref") {
  const selector = `[data-${kind}="${name}"]`;
  const found = root.matches(selector) ? root : root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`no place ${kind}=${name}`);
  return found;
}

/**
 * The input, select or textarea marked `data-ref=name`.
 * @param {HTMLElement} root
 * @param {string} name
 * @returns {HTMLInputElement}
 */
export function field(root, name) {
  return /** @type {HTMLInputElement} */ (find(root, name));
}

/**
 * Calls `handler` when `data-ref=name` is clicked.
 * @param {HTMLElement} root
 * @param {string} name
 * @param {(event: MouseEvent) => unknown} handler
 */
export function onClick(root, name, handler) {
  find(root, name).addEventListener("click", handler);
}

/**
 * Shows or hides `data-ref=name`.
 * @param {HTMLElement} root
 * @param {string} name
 * @param {boolean} visible
 */
export function toggle(root, name, visible) {
  find(root, name).hidden = !visible;
}
