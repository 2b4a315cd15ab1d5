/**
 * The service worker, only on a device whose owner asked for it: keeps the start page and the wallet page of one language,
 * with what they are made of, so that they open without a network. It never sees an answer of the API. Beside its own cache may lie the container of shelf.js, which it cannot open.
 */

import { patience } from "./patience.js";
import { dropIfLost } from "./shelf.js";

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const KEPT = "sacoche";
const PATIENCE_MS = 4000;
const lang = new URL(scope.location.href).searchParams.get("lang") ?? "nl";
const START = `/${lang}/`;
const PAGES = [START, `/${lang}/open`];
/** All that a page names, but for the decoder of HEIC: nothing comes in without a network. */
const NAMED = /"(\/static\/(?!dist\/heic\.)[^"#]+)/g;

/** Fetches both pages anew with everything they name, and lets go of what they no longer name. */
async function renew() {
  const cache = await caches.open(KEPT);
  const wanted = new Set(PAGES);
  for (const page of PAGES) {
    const answer = await fetch(page, { cache: "no-store" });
    if (!answer.ok) throw new TypeError("no page");
    for (const [, url = ""] of (await answer.clone().text()).matchAll(NAMED)) wanted.add(url.replace(/&amp;/g, "&"));
    for (const url of wanted) if (!PAGES.includes(url) && !(await cache.match(url))) await cache.add(url);
    await cache.put(page, answer);
  }
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url);
    if (!wanted.has(pathname + search)) await cache.delete(url);
  }
}

/** The page of this moment; without a network the one that was kept. @param {FetchEvent} event @param {string} path */
async function page(event, path) {
  const kept = await (await caches.open(KEPT)).match(path);
  try {
    const answer = await fetch(event.request, { signal: patience(PATIENCE_MS) });
    event.waitUntil(dropIfLost());
    if (answer.ok && kept) event.waitUntil(changed(answer.clone(), kept));
    return answer;
  } catch (problem) {
    if (kept) return kept;
    throw problem;
  }
}

/** @param {Response} answer @param {Response} kept */
async function changed(answer, kept) {
  if ((await answer.text()) !== (await kept.clone().text())) await renew();
}

/** @param {Request} request */
async function part(request) {
  return (await (await caches.open(KEPT)).match(request.url.split("#")[0] ?? "")) ?? fetch(request);
}

scope.addEventListener("install", (event) => event.waitUntil(renew().then(() => scope.skipWaiting())));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== scope.location.origin) return;
  if (PAGES.includes(pathname)) event.respondWith(page(event, pathname));
  else if (pathname === "/" && event.request.mode === "navigate") event.respondWith(page(event, START));
  else if (pathname.startsWith("/static/")) event.respondWith(part(event.request));
});
