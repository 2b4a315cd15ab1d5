/** The key of a link, which stands behind its #: in a pasted text, or where a mail program has bent the link. */

/** A #, and what programs write for it. */
const MARK = /[#＃﹟]|%(?:25)*23|&(?:#35|#x23|num);|=23/gi;
const PIECE = /^[\w-]+/;
/** What stands within a key that was broken into lines. */
const BREAK = /^(?:=?\s+|<w?br ?\/?>|>|%0[ad]|%20)+/i;
/** What a message brings along and nobody sees. */
const UNSEEN = /[\p{Cf}\p{DI}\u20e3]/gu;
/** Characters of a key, and of an address with its mailbox's pass. */
const [SHORT, LONG] = [43, 64];
/** How 32 bytes can end. */
const LAST = /^.{42}[AEIMQUYcgkosw048]/;

/** @param {string} text @returns {string | null} # and the key; null where there is none */
export function linkKey(text) {
  const seen = text.replace(UNSEEN, "");
  for (const { index = 0, 0: mark } of seen.matchAll(MARK)) {
    const key = keyAt(seen.slice(index + mark.length));
    if (key) return `#${key}`;
  }
  const alone = seen.trim();
  return [SHORT, LONG].includes(alone.length) && alone.replace(PIECE, "") === "" ? `#${alone}` : null;
}

/** @param {string} text which begins with it, perhaps in pieces @returns {string | null} */
function keyAt(text) {
  let [key, rest] = ["", text];
  while (key.length < SHORT) {
    rest = rest.replace(BREAK, "");
    const piece = PIECE.exec(rest)?.[0];
    if (!piece) return null;
    [key, rest] = [key + piece, rest.slice(piece.length)];
  }
  const more = key + (PIECE.exec(rest.replace(BREAK, ""))?.[0] ?? "");
  if (key.length > SHORT && key.length < LONG && more.length === LONG) return more;
  if (key.length === LONG || (key.length > LONG && !LAST.test(key))) return key.slice(0, LONG);
  return LAST.test(key) ? key.slice(0, SHORT) : null;
}
