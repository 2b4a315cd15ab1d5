/** What somebody who shares might write into a manifest to harm the page that shows it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { b64 } from "../../wallet/static/js/crypto/bytes.js";
import { believable } from "../../wallet/static/js/manifest.js";

const bytes = (/** @type {number} */ n) => b64(new Uint8Array(n).fill(7));
const item = (more = {}) => ({ grant_id: bytes(16), read: bytes(16), file_key: bytes(16), len: 5, sha256: bytes(32), mime: "image/jpeg", name: "School", kind: "K-14", ...more });
const manifest = (more = {}) => ({ v: 1, shown_name: "Mirela", note: "one\ntwo", until: 1_795_435_200, print: true, keep: false, watermark: "0A1B-2C3D", items: [item()], ...more });

/** @param {object} value */
function code(value) {
  try {
    believable(value);
    return null;
  } catch (problem) {
    return /** @type {any} */ (problem).code ?? String(problem);
  }
}

test("what a wallet writes passes unchanged", () => {
  const written = manifest({ items: [item(), item({ kind: null, name: "Écoles ٣ 学校", len: 0 })] });
  assert.deepEqual(believable(written), written);
});

test("fields of other types, lengths and counts are refused", () => {
  const many = Array.from({ length: 101 }, () => item());
  for (const items of [undefined, null, {}, "x", [], [null], [[]], ["x"], many]) assert.equal(code(manifest({ items })), "bad_json", JSON.stringify(items)?.slice(0, 40));
  for (const more of [{ grant_id: bytes(15) }, { read: 5 }, { read: null }, { file_key: bytes(32) }, { sha256: "" }, { len: -1 }, { len: 1.5 }, { len: "5" }, { len: 32_000_001 }, { name: {} }, { name: ["x"] }, { mime: 5 }]) {
    assert.equal(code(manifest({ items: [item(more)] })), "bad_json", JSON.stringify(more));
  }
  for (const more of [{ shown_name: {} }, { note: [] }, { watermark: 5 }, { print: "yes" }, { keep: 1 }]) assert.equal(code(manifest(more)), "bad_json", JSON.stringify(more));
});

test("control characters and turns of the reading direction go, and no text is without end", () => {
  const shown = believable(manifest({ shown_name: "City\u202eytic\u0000\u0007\n of\u2066", note: `a\nb\u202d${"c".repeat(5000)}`, items: [item({ name: `x\u202egpj.exe${"y".repeat(5000)}` })] }));
  assert.equal(shown.shown_name, "Cityytic of");
  assert.ok(shown.note.startsWith("a\nbccc") && shown.note.length <= 2000);
  assert.ok(shown.items[0]?.name.startsWith("xgpj.exeyyy") && shown.items[0].name.length <= 300);
});

test("a type that is none is bytes, a kind that is none is no kind", () => {
  const { items } = believable(manifest({ items: [item({ mime: "constructor" }), item({ mime: "text/html\nx" }), item({ kind: "constructor x" }), item({ kind: 5 })] }));
  assert.deepEqual(items.map(({ mime }) => mime), ["application/octet-stream", "application/octet-stream", "image/jpeg", "image/jpeg"]);
  assert.deepEqual(items.map(({ kind }) => kind), ["K-14", "K-14", null, null]);
});

test("digits that are said for an address open no papers", () => {
  assert.equal(code({ v: 1, address: "A".repeat(43) }), "not_found");
});
