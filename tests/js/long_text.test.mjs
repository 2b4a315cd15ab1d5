// A long text is cut into pieces at a line or a word, else between two letters, and nothing of it is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf } from "../../wallet/static/js/ui/long_text.js";

const LONGEST = 4000;
/** Letters of several code points: a family, a flag's two halves would be two, a syllable with marks, a Farsi word with a joiner. */
const LETTERS = ["👨‍👩‍👧‍👦", "👍🏾", "é́̂", "𐐷", "می‌خواهم", "क्षि"];

/** @param {string} text */
function whole(text) {
  const pieces = piecesOf(text);
  assert.equal(pieces.join(""), text);
  assert.ok(pieces.every((one) => one.length > 0 && one.length <= LONGEST));
  return pieces;
}

test("a short text is one piece", () => {
  assert.deepEqual(piecesOf("bonjour"), ["bonjour"]);
  assert.deepEqual(piecesOf(""), []);
});

test("pieces end at a line, else at a word", () => {
  assert.ok(whole("une ligne de plus\n".repeat(2000)).every((one) => one.endsWith("\n")));
  assert.ok(whole("mot ".repeat(250_000)).every((one) => one.endsWith(" ")));
});

for (const letter of LETTERS) {
  test(`no piece begins within a letter: ${letter}`, () => {
    for (const before of ["", "a", "ab", "abc"]) {
      const segments = new Intl.Segmenter("und", { granularity: "grapheme" }).segment(before + letter.repeat(3000));
      const starts = new Set([...segments].map(({ index }) => index));
      let at = 0;
      for (const piece of whole(before + letter.repeat(3000))) {
        assert.ok(starts.has(at), `${at}`);
        at += piece.length;
      }
    }
  });
}
