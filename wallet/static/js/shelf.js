/**
 * Where a device of one's own keeps its one sealed container (crypto/offline.js). The page and the service worker look
 * here; neither can open it without the device's passkey. At every contact they ask whether that passkey still is a way
 * in: where it was taken away, "lost phone", the container goes.
 */
import { b64 } from "./crypto/bytes.js";
import { WalletError } from "./errors.js";

const SHELF = "sacoche-kept";
const PLACE = "/kept";

/** The id of the door whose passkey opens it: its first 16 bytes; what opens the rest stays out of the page. @param {ArrayBuffer} container */
export function doorOf(container) {
  return b64(new Uint8Array(container, 0, 16));
}

/**
 * A browser that blocks cookies refuses every store, with another error in each; one without caches keeps nothing either.
 * @template T @param {(all: CacheStorage) => Promise<T>} work @param {() => T} refused
 */
async function attempt(work, refused) {
  try {
    return "caches" in globalThis ? await work(caches) : refused();
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem;
    return refused();
  }
}

/** @returns {Promise<ArrayBuffer | null>} null too where the browser keeps nothing */
export function get() {
  return attempt(
    async (all) => (await all.match(PLACE, { cacheName: SHELF }))?.arrayBuffer() ?? null,
    () => null,
  );
}

/** Whether this browser keeps anything for us. @returns {Promise<boolean>} */
export function possible() {
  return attempt(
    async (all) => Array.isArray(await all.keys()),
    () => false,
  );
}

/** In the place of the one before. @param {ArrayBuffer} container @returns {Promise<void>} raises `not_kept` where there is no room for it */
export function put(container) {
  return attempt(
    async (all) => (await all.open(SHELF)).put(PLACE, new Response(container)),
    () => {
      throw new WalletError("not_kept");
    },
  );
}

/** @returns {Promise<boolean>} whether there was one */
export function drop() {
  return attempt(
    (all) => all.delete(SHELF),
    () => false,
  );
}

/** Drops it where the server says that nobody gets in with this device any more. @returns {Promise<boolean>} whether that was so; without contact nothing is known */
export async function dropIfLost() {
  const container = await get();
  if (!container) return false;
  const lost = await isGone(doorOf(container)).catch(() => false);
  if (lost) await drop();
  return lost;
}

/** Only our server's own words count, not those of a network that wants its terms accepted. @param {string} door_id */
async function isGone(door_id) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/v1/door/open", { method: "POST", headers, body: JSON.stringify({ door_id }), credentials: "omit", cache: "no-store" });
  return answer.status === 404 && (await answer.json()).code === "not_found";
}
