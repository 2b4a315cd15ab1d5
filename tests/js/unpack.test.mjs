/** Any ZIP comes in, however it was packed; each file that does not is named with its reason, and the others come in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { WalletError } from "../../wallet/static/js/errors.js";
import { unpack } from "../../wallet/static/js/ui/unpack.js";
import { zipOf } from "./zips.mjs";

/** @typedef {import("./zips.mjs").Part} Part */

const prepare = async (/** @type {File} */ file) => {
  if (!file.size) throw new WalletError("empty");
  return { bytes: await file.arrayBuffer(), mime: file.type || "application/octet-stream", name: file.name };
};
const ask = () => Promise.reject(new Error("nothing is locked here"));
const paper = (/** @type {string} */ file, /** @type {object} */ more = {}) => ({ file, name: "Décision", kind: null, mime: "text/plain", issued: "2026-01-02", expires: null, group: "Noor", added: 5, ...more });
const list = (/** @type {object[]} */ papers) => JSON.stringify({ v: 1, papers });

/** What comes in: title and text of each; and why the others do not. @param {Part[]} parts @param {Parameters<typeof zipOf>[1]} [how] */
async function outcome(parts, how) {
  const [papers, refused] = [/** @type {any[]} */ ([]), /** @type {Record<string, string>} */ ({})];
  for (const found of await unpack(zipOf(parts, how), { prepare, ask })) {
    try {
      const { bytes, ...one } = await found.read();
      papers.push({ ...one, text: new TextDecoder().decode(bytes) });
    } catch (problem) {
      refused[found.name] = problem instanceof WalletError ? problem.code : String(problem);
    }
  }
  return { papers, refused };
}

const texts = async (/** @type {Part[]} */ parts, /** @type {Parameters<typeof zipOf>[1]} */ how = {}) => (await outcome(parts, how)).papers.map(({ name, text }) => [name, text]);

for (const [form, name, flags] of /** @type {[string, string | Uint8Array, number][]} */ ([
  ["UTF-8 that is said", "été.txt", 1 << 11],
  ["UTF-8 that is not said", "été.txt", 0],
  ["accents apart from their letters", "e\u0301te\u0301.txt", 0],
  ["code page 437", Uint8Array.of(0x82, 0x74, 0x82, ...Buffer.from(".txt")), 0],
])) {
  test(`a name in ${form} is read`, async () => assert.deepEqual(await texts([{ name, flags, content: "a" }]), [["été.txt", "a"]]));
}

test("a name in code page 850, and one that stands in a field of its own, are read", async () => {
  const path = Buffer.from("Ġużeppi.txt");
  const extra = Buffer.concat([Buffer.from([0x75, 0x70, path.length + 5, 0, 1, 0, 0, 0, 0]), path]);
  const names = await texts([{ name: Uint8Array.of(0xb7, 0xd4, 0x2e, 0x74), content: "a" }, { name: "?u?eppi.txt", extra, content: "b" }]);
  assert.deepEqual(names, [["ÀÈ.t", "a"], ["Ġużeppi.txt", "b"]]);
});

test("ZIP64, something before it, a comment after it, and packed entries are read", async () => {
  const parts = [{ name: "a.txt", content: "one".repeat(900), packed: true }, { name: "b\\c.txt", content: "two" }];
  const right = [["a.txt", "one".repeat(900)], ["c.txt", "two"]];
  const before = new Uint8Array(700).fill(7);
  for (const how of [{}, { wide: true }, { before }, { wide: true, before }, { comment: "PK\x05\x06 is how the end begins" }]) assert.deepEqual(await texts(parts, how), right, JSON.stringify(how));
});

test("what computers lay beside a person's files is left out, and folders become groups", async () => {
  const left = ["__MACOSX/Santé/._a.pdf", "._a.txt", "Documents/.DS_Store", "Documents/Thumbs.db", "desktop.ini", "Icon\r", "@eaDir/a.txt", "$RECYCLE.BIN/x.txt", "Santé/~$lettre.docx"];
  const { papers, refused } = await outcome([...left, "Documents/a.txt", "Papiers/Santé/b.txt", ".c.txt", "../../etc/passwd"].map((name) => ({ name, content: name })));
  assert.deepEqual(papers.map(({ name, group }) => [name, group]), [["a.txt", null], ["b.txt", "Santé"], [".c.txt", null], ["passwd", "etc"]]);
  assert.deepEqual(refused, {});
  await assert.rejects(outcome(left.map((name) => ({ name, content: name }))), { code: "bad_archive" });
});

test("a file has the type that a browser gives by its name", async () => {
  const names = ["a.TXT", "a.m4a", "a.mp3", "a.opus", "a.pdf", "a.docx", "a"];
  const { papers } = await outcome(names.map((name) => ({ name, content: "a" })));
  assert.deepEqual(papers.map(({ mime }) => mime), ["text/plain", "audio/mp4", "audio/mpeg", "audio/ogg", "application/pdf", "application/octet-stream", "application/octet-stream"]);
});

test("each file that cannot come in is named with its reason, and the others come in", async () => {
  const faults = [
    { name: "locked.txt", content: "a", flags: 1 },
    { name: "other.txt", content: "a", method: 93 },
    { name: "sum.txt", content: "a", crc: 5 },
    { name: "larger.txt", content: "aaaa", packed: true, size: 9 },
    { name: "bomb.txt", content: "a".repeat(100_000), packed: true, size: 10 },
    { name: "huge.bin", content: "a", size: 32_000_001 },
    { name: "empty.txt", content: "" },
    { name: "noise.txt", content: "this is no DEFLATE", method: 8 },
  ];
  const { papers, refused } = await outcome([...faults, { name: "good.txt", content: "a" }, { name: "good.txt", content: "a" }]);
  assert.deepEqual(papers.map(({ text }) => text), ["a", "a"]);
  assert.deepEqual(refused, { "locked.txt": "zip_locked", "other.txt": "zip_packed", "sum.txt": "zip_damaged", "larger.txt": "zip_damaged", "bomb.txt": "zip_damaged", "huge.bin": "too_large", "empty.txt": "empty", "noise.txt": "zip_damaged" });
});

const ours = { name: "sacoche.json", content: list([paper("papers/001 Décision – été.txt"), paper("papers/002 b.txt", { name: "b" })]) };
const right = [["Décision", "one"], ["b", "two"]];
for (const [how, names] of /** @type {[string, (string | Uint8Array)[]][]} */ ([
  ["as it was written", ["sacoche.json", "papers/001 Décision – été.txt", "papers/002 b.txt", "index.html", "index.csv"]],
  ["with accents apart", ["sacoche.json", "papers/001 De\u0301cision – e\u0301te\u0301.txt", "papers/002 b.txt"]],
  ["in a folder", ["x 1/sacoche.json", "x 1/papers/001 Décision – été.txt", "x 1/papers/002 b.txt", "x 1/index.html"]],
  ["without folders", ["sacoche.json", "001 Décision – été.txt", "002 b.txt"]],
  ["with other letters", ["sacoche.json", "papers/001 D_cision _ _t_.txt", "papers/002 b.txt"]],
  ["in code page 437", ["sacoche.json", Uint8Array.from([...Buffer.from("papers/001 D"), 0x82, ...Buffer.from("cision - "), 0x82, 0x74, 0x82, ...Buffer.from(".txt")]), "papers/002 b.txt"]],
])) {
  test(`an export that was packed anew ${how} comes in whole`, async () => {
    const contents = [ours.content, "one", "two", "<p>", "a"];
    const { papers, refused } = await outcome(names.map((name, at) => ({ name, content: contents[at] ?? "" })));
    assert.deepEqual(papers.map(({ name, text }) => [name, text]), right);
    assert.deepEqual({ issued: papers[0].issued, group: papers[0].group, added: papers[0].added }, { issued: "2026-01-02", group: "Noor", added: 5 });
    assert.deepEqual(refused, {});
  });
}

test("of an export, what is missing is named, and what is not on the list comes in beside", async () => {
  const { papers, refused } = await outcome([ours, { name: "papers/002 b.txt", content: "two" }, { name: "papers/letter.txt", content: "three" }]);
  assert.deepEqual(papers.map(({ name, text, group }) => [name, text, group]), [["b", "two", "Noor"], ["letter.txt", "three", null]]);
  assert.deepEqual(refused, { Décision: "zip_missing" });
});

test("two exports in one ZIP keep each their own papers", async () => {
  const inner = list([paper("papers/002 a.txt", { name: "inner" })]);
  const outer = list([paper("papers/001 a.txt", { name: "outer" }), paper("papers/002 b.txt", { name: "gone" })]);
  const { papers, refused } = await outcome([{ name: "sacoche.json", content: outer }, { name: "papers/001 a.txt", content: "1" }, { name: "old/papers/002 a.txt", content: "2" }, { name: "old/sacoche.json", content: inner }]);
  assert.deepEqual(papers.map(({ name, text }) => [name, text]).sort(), [["inner", "2"], ["outer", "1"]]);
  assert.deepEqual(refused, { gone: "zip_missing" });
});

test("an export whose list cannot be read comes in by the names of its files, and that is said", async () => {
  for (const content of ['{"v": 1, "papers": [', "[]", list([]), '{"v": 2, "papers": []}', ""]) {
    const { papers, refused } = await outcome([{ name: "sacoche.json", content }, { name: "papers/001 Décision.txt", content: "one" }, { name: "index.html", content: "<p>" }]);
    assert.deepEqual(papers.map(({ name, text, group }) => [name, text, group]), [["Décision.txt", "one", null]], content);
    assert.deepEqual(refused, { "sacoche.json": "zip_list" });
  }
});
