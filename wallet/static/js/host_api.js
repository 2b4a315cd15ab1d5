/** What a host's page asks of the server: below /host, with the cookie, which no script can read. */
import { Api } from "./api.js";

/**
 * @typedef {{id: string, name: string, seen: boolean, state: "free" | "busy" | "off", left: number | null,
 *   printer: "ok" | "none" | "paper" | "stopped", help: boolean}} Pc `left` in seconds
 */

const api = new Api(location.origin);

/** @param {string} path @returns {Promise<any>} @throws {import("./errors.js").WalletError} */
export async function get(path) {
  const answer = await api.request(path, { method: "GET", host: true });
  return JSON.parse(new TextDecoder().decode(answer.bytes));
}

/** @param {string} path @param {object} value @returns {Promise<any>} null where there is nothing to tell */
export function post(path, value) {
  return api.json(path, value, { host: true });
}

/** @returns {Promise<Pc[]>} */
export async function pcs() {
  return (await get("pcs")).pcs;
}

/** @param {string} pc @param {string} what @param {number} [minutes] */
export function order(pc, what, minutes) {
  return post("order", minutes ? { pc, do: what, minutes } : { pc, do: what });
}
