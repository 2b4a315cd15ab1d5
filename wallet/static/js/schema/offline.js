/** What a container on a phone says of its papers (docs/format.md). */
import * as v from "valibot";
import { LABELS } from "./catalogue.js";
import { ID, KEY, LENGTH, MIME, TIME } from "./plain.js";

export const SAVED = TIME;
export const KEPT = v.object({ id: ID, ...LABELS, mime: MIME, len: LENGTH, added: TIME, sha256: KEY });
