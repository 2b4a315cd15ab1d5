/** Sessions: a signature over a nonce, then a bearer token that lives here and nowhere else. Protocol section 5. */
import { b64, unb64 } from "../crypto/bytes.js";
import { loginSignature } from "../crypto/root.js";
import { WalletError } from "../errors.js";
import { inSession } from "./badge.js";
import { readList } from "./list.js";

/**
 * @typedef {import("../api.js").Api} Api
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("../crypto/root.js").VaultKeys} VaultKeys
 * @typedef {{token: string, etag: string, catalogue: import("./shape.js").Catalogue}} Session
 * @typedef {{token: string, etag: string, bytes: Uint8Array}} Entered a session whose list is not opened yet
 */

/** Opens a session on the vault of these keys. @param {Api} api @param {VaultKeys} keys @returns {Promise<Session>} @throws {WalletError} `not_found`, `damaged_list` */
export async function enter(api, keys) {
  const { token, etag, bytes } = await signIn(api, keys);
  return { token, etag, catalogue: await readList(keys, bytes) };
}

/** @param {Api} api @param {VaultKeys} keys @returns {Promise<Entered>} @throws {WalletError} `not_found` */
export async function signIn(api, keys) {
  const vault_id = b64(keys.vaultId);
  const { nonce } = await api.json("session/nonce", { vault_id }, { again: true });
  const sig = b64(loginSignature(keys, api.origin, unb64(nonce)));
  const answer = await api.asking("session", { vault_id, nonce, sig });
  const token = answer.header("X-Session");
  const etag = answer.header("ETag");
  if (!token || !etag) throw new WalletError("unexpected");
  return { token, etag, bytes: answer.bytes };
}

/** Ends every other session of every open vault. @param {Keeper} keeper */
export async function endOthers(keeper) {
  for (const one of keeper.all) await keeper.api.json("session/end-others", {}, { session: one.token, again: true });
  return null;
}

/** Ends these sessions, on the server where it can be reached, here in any case. @param {Keeper} keeper @param {{keep?: boolean} | null} [arg] `keep`: the owner has put the pages on this device */
export async function end(keeper, arg) {
  const tokens = keeper.sessions;
  const atWork = keeper.all.flatMap((one) => one.work?.token ?? []);
  keeper.forget();
  keeper.drafts = { row: null, card: null, people: null };
  await Promise.all(atWork.map((token) => endOne(keeper.api, "worker/leave", {}, inSession(token))));
  await Promise.all(tokens.map((session) => endOne(keeper.api, "session/end", arg?.keep ? { keep: true } : {}, { session })));
  return null;
}

/** @param {Api} api @param {string} path @param {{keep?: true}} wish @param {import("../api.js").Request} whose */
async function endOne(api, path, wish, whose) {
  try {
    await api.json(path, wish, { ...whose, parting: true });
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem;
  }
}
