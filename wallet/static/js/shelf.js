/**
 * Where a device of one's own keeps its one sealed container (crypto/offline.js). The page and the service worker look
 * here; neither can open it without the device's passkey. At every contact they ask whether that passkey still is a way
 * in: where it was taken away, "lost phone", the container goes.
 */
import { b64 } from "./crypto/bytes.js";

const SHELF = "sacoche-kept";
const PLACE = "/kept";

/** The id of the door whose passkey opens it: its first 16 bytes; what opens the rest stays out of the page. @param {ArrayBuffer} container */
export function doorOf(container) {
  return b64(new Uint8Array(container, 0, 16));
}

/** @returns {Promise<ArrayBuffer | null>} */
export async function get() {
  if (!("caches" in globalThis)) return null;
  const kept = await caches.match(PLACE, { cacheName: SHELF });
  return kept ? kept.arrayBuffer() : null;
}

/** In the place of the one before. @param {ArrayBuffer} container */
export async function put(container) {
  await (await caches.open(SHELF)).put(PLACE, new Response(container));
}

export async function drop() {
  if ("caches" in globalThis) await caches.delete(SHELF);
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
