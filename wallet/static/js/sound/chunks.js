/** WAV (RIFF) and AIFF (IFF): only the chunks that are needed for playing are kept. */
import { big, joined, letters, little, Malformed } from "./bytes.js";

const HEAD = 8;
const FORM_HEAD = 12;
const KEPT = ["fmt ", "fact", "data", "COMM", "FVER", "SSND"];
/** A recorder that was cut off leaves one of these as the length of its sound. */
const UNKNOWN = [0, 0xffffffff];

/**
 * @param {import("./bytes.js").Bytes} bytes starting with RIFF or FORM
 * @returns {import("./bytes.js").Bytes}
 */
export function withoutChunks(bytes) {
  const isRiff = letters(bytes, 0) === "RIFF";
  const kept = [bytes.slice(0, FORM_HEAD)];
  for (let at = FORM_HEAD; at + HEAD <= bytes.length; ) {
    const said = isRiff ? little(bytes, at + 4, 4) : big(bytes, at + 4, 4);
    const open = letters(bytes, at) === "data" && UNKNOWN.includes(said);
    const end = Math.min(bytes.length, open ? bytes.length : at + HEAD + said + (said % 2));
    if (KEPT.includes(letters(bytes, at))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (kept.length < 3) throw new Malformed();
  const clean = joined(kept);
  new DataView(clean.buffer).setUint32(4, clean.length - HEAD, isRiff);
  return clean;
}
