/** The list in a file with everything, as this wallet writes it: a field that is none is left empty, since whoever made the file may have touched it. */
import * as v from "valibot";
import { TYPED } from "./manifest.js";
import { CODE, DAY, LINE, TIME } from "./plain.js";

export const EXPORTED = v.object({
  file: LINE, name: v.fallback(LINE, ""), mime: v.fallback(TYPED, "application/octet-stream"), kind: v.fallback(v.nullable(CODE), null),
  issued: v.fallback(v.nullable(DAY), null), expires: v.fallback(v.nullable(DAY), null), group: v.fallback(v.nullable(LINE), null), added: v.fallback(TIME, 0),
});
export const EXPORT = v.object({ v: v.literal(1), papers: v.array(v.unknown()) });
