/** The words that scripts show: they stand in `<template class="words">`, as `<span data-word="key">`. */

/** @type {Map<string, string> | null} */
let known = null;

function all() {
  if (known) return known;
  known = new Map();
  for (const template of document.querySelectorAll("template.words")) {
    const spans = /** @type {HTMLTemplateElement} */ (template).content.querySelectorAll("[data-word]");
    for (const span of spans) known.set(span.getAttribute("data-word") ?? "", span.textContent ?? "");
  }
  return known;
}

/**
 * The word `key`, with `{name}` replaced by `params.name`. With a number `n` the plural form of this language is
 * taken (templates write it with `forms`). Throws where there is no such word.
 * @param {string} key
 * @param {Record<string, string | number>} [params]
 */
export function word(key, params = {}) {
  const text = pick(key, params.n);
  if (text === undefined) throw new Error(`no word ${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? String(params[name]) : whole));
}

/** @param {string} key */
export function hasWord(key) {
  return pick(key, 1) !== undefined;
}

/**
 * @param {string} key
 * @param {string | number | undefined} n
 */
function pick(key, n) {
  const words = all();
  if (typeof n !== "number") return words.get(key);
  const category = new Intl.PluralRules(language()).select(n);
  return words.get(`${key}.${category}`) ?? words.get(`${key}.other`) ?? words.get(key);
}

/** The language that this page was printed in: nl, fr, en or ar. A translator changes `<html lang>`, and not this. */
export function language() {
  return document.body.dataset.lang ?? "";
}
