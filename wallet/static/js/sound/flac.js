/** FLAC (RFC 9639, section 8): every block that is not needed for playing becomes padding of the same length. */
import { big, Malformed, starts } from "./bytes.js";

const HEAD = 4;
const LAST = 0x80;
const PADDING = 1;
/** Stream information and the seek table. */
const KEPT = [0, 3];

/**
 * @param {import("./bytes.js").Bytes} bytes
 * @returns {import("./bytes.js").Bytes} of the same length
 */
export function withoutBlocks(bytes) {
  if (!starts(bytes, 0, "fLaC")) throw new Malformed();
  const clean = bytes.slice();
  for (let [at, last] = [4, false]; !last; ) {
    const end = at + HEAD + big(clean, at + 1, 3);
    if (end > clean.length) throw new Malformed();
    last = (clean[at] & LAST) !== 0;
    if (!KEPT.includes(clean[at] & ~LAST)) {
      clean[at] = PADDING | (last ? LAST : 0);
      clean.fill(0, at + HEAD, end);
    }
    at = end;
  }
  return clean;
}
