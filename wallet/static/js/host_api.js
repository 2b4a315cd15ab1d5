/** What a host's page asks of the server: below /host, with the cookie, which no script can read. */
import { staff } from "./staff_api.js";

/**
 * @typedef {{id: string, name: string, seen: boolean, state: "free" | "busy" | "off", left: number | null,
 *   printer: "ok" | "none" | "paper" | "stopped", help: boolean}} Pc `left` in seconds
 */

export const { get, post } = staff("host");

/** @returns {Promise<Pc[]>} */
export async function pcs() {
  return (await get("pcs")).pcs;
}

/** @param {string} pc @param {string} what @param {number} [minutes] */
export function order(pc, what, minutes) {
  return post("order", minutes ? { pc, do: what, minutes } : { pc, do: what });
}
