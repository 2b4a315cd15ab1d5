/** A long text in pieces, each laid out when it comes into sight: as one, a megabyte without line breaks holds a page for many seconds. */

const PIECE = 4_000;
/** A piece ends at a line or a word if one ends near. */
const NEAR = 400;
/** What belongs to the letter before it, or ties it to the next one. */
const TIED = /^[\p{M}\p{Emoji_Modifier}\u200c\u200d\udc00-\udfff]/u;
const TIES = /[\u200c\u200d\ud800-\udbff]$/;
const LONGEST_LETTER = 64;

/**
 * @param {string} text
 * @returns {string[]} which make up the whole text again
 */
export function piecesOf(text) {
  const pieces = [];
  for (let at = 0; at < text.length; ) {
    const end = endOf(text, at);
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

/** @param {string} text @param {number} from */
function endOf(text, from) {
  const most = from + PIECE;
  if (most >= text.length) return text.length;
  const tail = text.slice(most - NEAR, most);
  const line = tail.lastIndexOf("\n");
  const gap = line >= 0 ? line : tail.search(/\s\S*$/);
  return gap >= 0 ? most - NEAR + gap + 1 : betweenLetters(text, most);
}

/** @param {string} text @param {number} wished */
function betweenLetters(text, wished) {
  const from = wished - LONGEST_LETTER;
  const starts = lettersOf(text.slice(from, wished + LONGEST_LETTER)).filter((at) => at > 1 && at <= LONGEST_LETTER);
  return from + (starts.pop() ?? LONGEST_LETTER);
}

/** @param {string} text @returns {number[]} where letters start; browsers without a segmenter (2021) see fewer of those that are tied */
function lettersOf(text) {
  if (typeof Intl.Segmenter === "function") return [...new Intl.Segmenter().segment(text)].map(({ index }) => index);
  const starts = Array.from({ length: text.length }, (_, at) => at);
  return starts.filter((at) => !TIED.test(text.slice(at, at + 2)) && !TIES.test(text.slice(at - 1, at)));
}
