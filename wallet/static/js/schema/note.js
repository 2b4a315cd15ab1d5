/** The key of a share, sealed to one mailbox (docs/format.md). */
import * as v from "valibot";
import { TIME } from "./plain.js";

const SHORT = v.pipe(v.string(), v.maxLength(200));

/** Lengths of ids are looked at where they are decoded: crypto/note.js. */
export const NOTE = v.object({ mailbox: SHORT, door: SHORT, s: SHORT, voucher: SHORT, until: TIME, at: TIME, from: SHORT, reference: SHORT });
