/** One opening of a mandate: for an hour at most, and shorter where the person ends it meanwhile. */
import { unframe } from "./api.js";
import { parseAddress } from "./crypto/address.js";
import { b64, unb64 } from "./crypto/bytes.js";
import { openM, openManifest } from "./crypto/share.js";
import { need, WalletError } from "./errors.js";
import { believable } from "./manifest.js";
import { Opening, thisMoment } from "./opening.js";

/** @typedef {import("./opening.js").Manifest & {kinds: string[], add: string | null}} Mandate */

/** Seconds that one opening shows anything: a page that was left open on a desk closes by itself. */
const LOOK = 3600;
const MOST = 100;
const KIND = /^[\w-]{1,40}$/;

/** @param {import("./api.js").Api} api @param {import("./mandate_door.js").CardDoor} door @returns {Promise<MandateOpening>} raises `not_found` for every reason not to open */
export async function openMandate(api, door) {
  const clock = thisMoment();
  const { value, bytes } = unframe((await api.asking("share/open", { door_id: b64(door.doorId), open: b64(door.open) })).bytes);
  const m = openM(door.K, door.doorId, "card", unb64(value.sealed_m));
  const manifest = mandated(openManifest(m, unb64(value.share_id), bytes));
  need(Number.isSafeInteger(value.now) && Number.isSafeInteger(value.expires_at), "unexpected");
  return new MandateOpening(api, { ...value, expires_at: Math.min(value.expires_at, value.now + LOOK) }, manifest, clock);
}

/** A share shows something, a mandate perhaps nothing just now. @param {Record<string, any>} said @returns {Mandate} */
export function mandated(said) {
  const { items, kinds, add } = said;
  need(Array.isArray(items) && Array.isArray(kinds) && kinds.length <= MOST, "bad_json");
  need(kinds.every((one) => typeof one === "string" && KIND.test(one)), "bad_json");
  need(add === null || (typeof add === "string" && parseAddress(add) !== null), "bad_json");
  const none = { grant_id: b64(new Uint8Array(16)), read: b64(new Uint8Array(16)), file_key: b64(new Uint8Array(16)), len: 0, sha256: b64(new Uint8Array(32)), mime: "", name: "", kind: null };
  const whole = believable(/** @type {Record<string, any>} */ ({ ...said, items: items.length ? items : [none] }));
  return { ...whole, items: items.length ? whole.items : [], kinds, add };
}

export class MandateOpening extends Opening {
  /** @returns {Mandate} */
  get mandate() {
    return /** @type {Mandate} */ (this.manifest);
  }

  /** When the page closes. */
  get until() {
    return this.answer.expires_at;
  }

  /** A paper that is gone while the mandate runs was changed by the person. @param {import("./opening.js").Item} item @returns {Promise<import("./crypto/bytes.js").Bytes>} `stale` then */
  async paper(item) {
    try {
      return await super.paper(item);
    } catch (problem) {
      const gone = problem instanceof WalletError && problem.code === "not_found";
      throw gone && (await this.runs()) ? new WalletError("stale") : problem;
    }
  }
}
