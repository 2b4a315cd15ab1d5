/** Names and texts are cut where a person sees a border, and a name of an export is one that every computer can write. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { filed } from "../../wallet/static/js/ui/archive_files.js";
import { safeName } from "../../wallet/static/js/ui/download.js";
import { cut, cutBytes } from "../../wallet/static/js/graphemes.js";

const size = (/** @type {string} */ text) => new TextEncoder().encode(text).length;
/** Each is one character to whoever reads it. */
const WHOLES = ["é", "e\u0301", "👨‍👩‍👧", "👍🏽", "🇧🇪", "❤️", "ትግ"[0] ?? "", "لا"[0] ?? "", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"];

/** @param {string} name @param {() => void} work once as this engine does it, once as one that has no `Intl.Segmenter` */
function both(name, work) {
  test(name, work);
  test(`${name}, without Intl.Segmenter`, (t) => {
    t.mock.property(/** @type {any} */ (Intl), "Segmenter", undefined);
    work();
  });
}

both("no character is cut in two", () => {
  for (const one of WHOLES) {
    for (let most = 1; most < 40; most++) {
      assert.equal(cut(one.repeat(20), most).length % one.length, most < one.length ? cut(one, most).length : 0, `${one} ${most}`);
      if (most >= size(one)) assert.equal(cutBytes(one.repeat(20), most), one.repeat(Math.min(20, Math.floor(most / size(one)))));
    }
    assert.equal(cut(one, 300), one);
  }
  assert.ok(cut("a" + "\u0301".repeat(900), 300).startsWith("a\u0301"));
  assert.equal(cutBytes("", 9), "");
});

both("no name of an export is longer than 200 bytes, and each keeps its ending", () => {
  const titles = ["ትግርኛ ".repeat(60), "👨‍👩‍👧".repeat(40), "x".repeat(300), "عقد الإيجار ".repeat(30), "\ud83d".repeat(300), "e\u0301".repeat(300)];
  const papers = titles.flatMap((name) => ["application/pdf", "application/octet-stream"].map((mime) => ({ id: "", name, kind: null, mime, issued: null, expires: null, group: null, added: 1 })));
  for (const { file, mime, name } of filed(papers)) {
    const [, last = ""] = file.split("/");
    assert.ok(size(last) <= 200, `${size(last)} ${last}`);
    assert.equal(last.endsWith(".pdf"), mime === "application/pdf", last);
    assert.ok(last.length > 40 && !/[\ud800-\udfff]/u.test(last), name);
  }
});

test("a name ends as Windows can write it", () => {
  assert.equal(safeName("bail. ", "application/octet-stream"), "bail");
  assert.equal(safeName("bail...", "application/pdf"), "bail.pdf");
  assert.equal(safeName("bail 2.1", "application/pdf"), "bail 2.1.pdf");
});
