/** What the page of a host or an operator asks of the server: below a folder of its own, with the cookie, which no script can read. */
import { Api } from "./api.js";

/** @typedef {{get: (path: string) => Promise<any>, post: (path: string, value: object) => Promise<any>}} Staff both throw WalletError; `post` gives null where there is nothing to tell */

/** @param {"host" | "operator"} kind @returns {Staff} */
export function staff(kind) {
  const api = new Api(location.origin);
  const more = { below: `${kind}/`, headers: { [`X-${kind}`]: "1" } };
  return {
    async get(path) {
      const answer = await api.request(path, { ...more, method: "GET" });
      return JSON.parse(new TextDecoder().decode(answer.bytes));
    },
    post: (path, value) => api.json(path, value, more),
  };
}
