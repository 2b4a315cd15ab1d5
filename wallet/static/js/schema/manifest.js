/** What somebody else wrote, for a page to show: only these fields are taken, and no text steers. */
import * as v from "valibot";
import { CODE, ID, KEY, LENGTH, TIME } from "./plain.js";

/** Papers in one share, as in keeper/shares.js. */
const MOST = 100;
const [NAME, NOTE] = [300, 2000];
/** Characters that steer instead of being read, or that make what follows read in another direction, and halves of characters. */
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;
const TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;

const SAID = v.pipe(v.string(), v.transform((said) => readable(said, NAME).replaceAll("\n", "")));
const WORDS = v.pipe(v.string(), v.transform((said) => readable(said, NOTE)));
/** A type that is none is bytes. */
export const TYPED = v.pipe(v.string(), v.transform((said) => (TYPE.test(said) ? said : "application/octet-stream")));

const ITEM = v.object({ grant_id: ID, read: ID, file_key: ID, len: LENGTH, sha256: KEY, mime: TYPED, name: SAID, kind: v.fallback(v.nullable(CODE), null) });
const ITEMS = v.pipe(v.array(ITEM), v.maxLength(MOST));
const FIELDS = { v: v.literal(1), shown_name: SAID, note: WORDS, until: TIME, print: v.boolean(), keep: v.boolean(), watermark: SAID };

export const MANIFEST = v.object({ ...FIELDS, items: v.pipe(ITEMS, v.minLength(1)) });
/** A share shows something, a mandate perhaps nothing just now; `add` is the address of a mailbox. */
export const MANDATE = v.object({ ...FIELDS, items: ITEMS, kinds: v.pipe(v.array(CODE), v.maxLength(MOST)), add: v.nullable(KEY) });
/** What somebody who put a paper into a mailbox says of it. */
export const DEPOSIT = v.object({ from: SAID, date: TIME, name: SAID, mime: TYPED });
export const LINE_SAID = SAID;

/** @param {string} said @param {number} most */
function readable(said, most) {
  return [...said.slice(0, 4 * most).replace(STEERING, "")].slice(0, most).join("");
}
