/** Where text is cut: between the characters that a person sees (Unicode Standard Annex 29), in UTF-16 units or in bytes of UTF-8. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, cutBytes } from "../../wallet/static/js/graphemes.js";

/** One character each for whoever reads it; written as escapes, since editors join them. */
const WHOLE = {
  "an emoji beyond the first plane": "\u{1f64f}",
  "an emoji with a skin colour": "\u{1f64f}\u{1f3fe}",
  "a family tied by joiners": "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}",
  "a flag of two letters": "\u{1f1e7}\u{1f1ea}",
  "a flag of tags": "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
  "a letter with its accent apart": "e\u0301",
  "an Arabic letter with two marks": "\u0628\u0651\u064e",
  "a digit in a keycap": "1\ufe0f\u20e3",
};

/** @param {() => void} work as a browser before 2024 would */
function withoutSegmenter(work) {
  const segmenter = Object.getOwnPropertyDescriptor(Intl, "Segmenter") ?? {};
  Reflect.deleteProperty(Intl, "Segmenter");
  try {
    work();
  } finally {
    Object.defineProperty(Intl, "Segmenter", segmenter);
  }
}

for (const [what, one] of Object.entries(WHOLE)) {
  test(`${what} is cut off whole, or stays whole`, () => {
    const check = () => {
      for (let most = 2; most < 2 + one.length; most++) assert.equal(cut(`ab${one}c`, most), "ab");
      assert.equal(cut(`ab${one}c`, 2 + one.length), `ab${one}`);
      const bytes = Buffer.byteLength(one);
      for (let most = 2; most < 2 + bytes; most++) assert.equal(cutBytes(`ab${one}c`, most), "ab");
      assert.equal(cutBytes(`ab${one}c`, 2 + bytes), `ab${one}`);
    };
    check();
    withoutSegmenter(check);
  });
}

test("two flags are cut between them", () => {
  const check = () => assert.equal(cut("\u{1f1e7}\u{1f1ea}\u{1f1eb}\u{1f1f7}", 6), "\u{1f1e7}\u{1f1ea}");
  check();
  withoutSegmenter(check);
});

test("text that is short enough stays as it is, but for half a character", () => {
  assert.equal(cut("café", 4), "café");
  assert.equal(cut("ab\ud83dcd", 10), "ab\ufffdcd");
  assert.equal(cutBytes("", 0), "");
});
