/** The list in a file with everything, as this wallet writes it: a field that is none is left empty, since whoever made the file may have touched it. */
import * as v from "valibot";
import { typed } from "../manifest.js";
import { CODE, DAY, LINE, TIME } from "./plain.js";

/** @typedef {import("../ui/archive_files.js").Filed} Filed */

const EXPORTED = v.object({
  file: LINE, name: v.fallback(LINE, ""), mime: v.pipe(v.fallback(v.string(), ""), v.transform(typed)), kind: v.fallback(v.nullable(CODE), null),
  issued: v.fallback(v.nullable(DAY), null), expires: v.fallback(v.nullable(DAY), null), group: v.fallback(v.nullable(LINE), null), added: v.fallback(TIME, 0),
});
const EXPORT = v.pipe(v.string(), v.parseJson(), v.object({ v: v.literal(1), papers: v.array(v.unknown()) }));

/** @param {string} text @returns {Filed[]} without what is none; empty for another version */
export function papersIn(text) {
  const list = v.safeParse(EXPORT, text);
  if (!list.success) return [];
  const read = list.output.papers.map((one) => v.safeParse(EXPORTED, one));
  return read.flatMap((one) => (one.success ? [{ id: "", ...one.output }] : []));
}
