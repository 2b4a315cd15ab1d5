/**
 * Workers and bundles that are loaded later. Their addresses and hashes stand in `<template id="parts">`; nothing
 * else on the page may make a script address (Trusted Types policy `wallet`).
 */
import { WalletError } from "../errors.js";

const FOLDER = "/static/dist/";
/** The service worker lies above all pages. */
const KEEPER = "/sw.js";
const policy = makePolicy();
/** @type {Map<string, Promise<any>>} */
const loading = new Map();

/** @param {string} url */
function check(url) {
  const whole = new URL(url, location.href);
  if (whole.origin !== location.origin || (!whole.pathname.startsWith(FOLDER) && whole.pathname !== KEEPER)) throw new TypeError("not a bundle of ours");
  return whole.href;
}

/** @returns {{createScriptURL(url: string): string}} */
function makePolicy() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  return types ? types.createPolicy("wallet", { createScriptURL: check }) : { createScriptURL: check };
}

/** The service worker's address, for the pages of this language. @param {string} lang */
export function workerAddress(lang) {
  return policy.createScriptURL(`${KEEPER}?lang=${lang}`);
}

/** @param {string} name */
function part(name) {
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("parts"));
  const row = template?.content.querySelector(`[data-part="${name}"]`);
  if (!row) throw new Error(`no part ${name}`);
  return { src: row.getAttribute("data-src") ?? "", integrity: row.getAttribute("data-integrity") ?? "" };
}

/**
 * A new Worker that runs bundle `name`.
 * @param {string} name
 */
export function newWorker(name) {
  return new Worker(policy.createScriptURL(part(name).src), { name });
}

/**
 * Loads bundle `name` once; gives what its source handed to `provide` (js/parts/provide.js).
 * Throws `offline` where it cannot be fetched; the next call tries again.
 * @param {string} name
 * @returns {Promise<any>}
 */
export function load(name) {
  const running = loading.get(name) ?? insert(name);
  loading.set(name, running);
  running.catch(() => loading.delete(name));
  return running;
}

/** @param {string} name */
function insert(name) {
  const { src, integrity } = part(name);
  const script = document.createElement("script");
  script.integrity = integrity;
  script.crossOrigin = "anonymous"; // the Integrity-Policy lets no other kind of request pass
  script.src = policy.createScriptURL(src);
  return new Promise((resolve, reject) => {
    script.addEventListener("load", () => resolve(/** @type {any} */ (globalThis).walletParts?.[name]));
    script.addEventListener("error", () => {
      script.remove();
      reject(new WalletError("offline"));
    });
    document.head.append(script);
  });
}

/** Where files lie that a bundle fetches by itself (pdf.js: fonts, character maps). */
export function folder() {
  return new URL(FOLDER, location.href).href;
}
