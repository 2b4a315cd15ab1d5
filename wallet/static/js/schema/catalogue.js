/** Every field of every entry of a list (docs/format.md). Fields that stand in no schema are a newer wallet's: they are kept, and not looked at. */
import * as v from "valibot";
import { CODE, count, DAY, ID, KEY, LENGTH, LINE, list, MIME, SAVE, TEXT, TIME } from "./plain.js";

const ENTRY = { id: ID, seq: SAVE };
const MONTH = count(200_000);
const ADDRESS = KEY; // an id and what its recipient hashes to, 16 bytes each

/** What stays of an entry that was taken away. */
export const TRACE = v.object({ ...ENTRY, gone: v.pipe(count(4_000_000), v.minValue(1)) });

const TOKENS = v.object({ read: ID, write: ID });
const CONTENT_FIELDS = { blob: ID, read: ID, write: ID, file_key: ID, len: LENGTH, sha256: KEY, mime: MIME, renewed: MONTH, was: v.optional(v.nullable(TOKENS)) };
export const CONTENT = v.object(CONTENT_FIELDS);
/** What the person says of a paper. */
export const LABELS = { name: LINE, kind: v.nullable(CODE), issued: v.nullable(DAY), expires: v.nullable(DAY), group: v.nullable(LINE) };
export const PAPER = v.object({ ...ENTRY, ...CONTENT_FIELDS, ...LABELS, added: TIME, binned: v.optional(TIME), versions: list(CONTENT) });

export const SHARE_EVENT = v.object({ kind: v.picklist(["opened", "refused", "printed", "closed", "ended"]), at: TIME, door: v.optional(v.nullable(ID)) });
const SENT = v.object({ name: LINE, door: ID });
export const MANDATE = v.object({ helper: LINE, kinds: list(CODE), code: v.pipe(v.string(), v.regex(/^(\d{6})?$/)), mailbox: v.nullable(ID) });
export const SHARE = v.object({
  ...ENTRY, owner: v.nullable(ID), m: v.nullable(KEY), door: ID, s: v.nullable(ID), reference: LINE, docs: list(ID), names: list(LINE), blobs: list(ID), grants: list(ID),
  from: TIME, until: TIME, opens: count(1_000_000), shown_name: LINE, note: TEXT, print: v.boolean(), keep: v.boolean(), made: TIME, ended: v.nullable(TIME),
  events: list(SHARE_EVENT), copies: v.optional(list(CONTENT)), sent: v.optional(list(SENT)), mandate: v.optional(MANDATE), told: v.optional(v.nullable(KEY)),
  digits: v.optional(v.object({ from: TIME, until: TIME })),
});

const DOOR_KIND = v.picklist(["secret", "pocket", "safe", "passkey", "helper", "helpers"]);
export const DOOR = v.object({
  ...ENTRY, kind: DOOR_KIND, name: LINE, made: TIME, write: ID, key: v.optional(KEY), early: v.optional(KEY), card: v.optional(ID), set: v.optional(ID),
  offline: v.optional(list(ID)), leaving: v.optional(v.boolean()),
});
const HELPER = v.object({ name: LINE, key: ID });
export const RECOVERY = v.object({ ...ENTRY, rec: v.nullable(ID), cancel: ID, wait: count(366), made: TIME, usable: TIME, helpers: list(HELPER, 3) });

const NONE_OR_ID = v.union([v.literal(""), ID]);
export const KEPT_NOTE = v.object({ id: ID, door: NONE_OR_ID, s: NONE_OR_ID, voucher: NONE_OR_ID, until: TIME, at: TIME, from: LINE, reference: LINE });
export const WORK = v.object({ org: LINE, name: LINE, steward: v.boolean() });
export const MAILBOX = v.object({ ...ENTRY, key: KEY, name: LINE, made: TIME, address: ADDRESS, pass: v.optional(ID), seen: list(ID), notes: v.optional(list(KEPT_NOTE)), work: v.optional(WORK) });
export const HAPPENING = v.object({ ...ENTRY, kind: v.picklist(["kept", "unkept"]), at: TIME, who: v.optional(LINE) });
export const WHO = v.object({ org: LINE, name: LINE, until: TIME });
export const CONTACT = v.object({ ...ENTRY, name: LINE, address: ADDRESS, pass: v.optional(ID), added: TIME, who: v.optional(WHO) });
export const SIBLING = v.object({ ...ENTRY, root: KEY, leaving: v.optional(v.boolean()) });
export const LOCK = v.object({ ...ENTRY, until: TIME, root: KEY, papers: v.record(ID, NONE_OR_ID) });

/** By list: what an entry is, and how many there can be, which is far more than anybody has. */
export const ENTRIES = /** @type {const} */ ({
  docs: [PAPER, 5_000], bin: [PAPER, 5_000], shares: [SHARE, 5_000], doors: [DOOR, 500], mailboxes: [MAILBOX, 50],
  recovery: [RECOVERY, 50], contacts: [CONTACT, 2_000], events: [HAPPENING, 1_000], vaults: [SIBLING, 20], locks: [LOCK, 20],
});
