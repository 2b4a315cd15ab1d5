/** Two catalogues that grew apart become one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { merge } from "../../wallet/static/js/keeper/merge.js";
import { copy, empty, forgetTraces, takeAway } from "../../wallet/static/js/keeper/shape.js";

const NOW = 1_800_000_000;

/** @param {string} id @param {object} [more] @returns {any} */
function paper(id, more = {}) {
  const content = { blob: id, read: "r", write: "w", file_key: "k", len: 1, sha256: "s", mime: "text/plain", renewed: 0 };
  return { id, seq: 1, ...content, name: id, kind: null, issued: null, expires: null, group: null, added: NOW, versions: [], ...more };
}

/** A base with these papers and two copies of it. @param {any[]} papers */
function apart(...papers) {
  const base = { ...empty(), seq: 1, docs: papers };
  return { base, mine: copy(base), theirs: { ...copy(base), seq: 2 } };
}

const ids = (/** @type {any[]} */ list) => list.filter((one) => !one.gone).map((one) => one.id).sort();

test("what each side added is there", () => {
  const { base, mine, theirs } = apart(paper("a"));
  mine.docs.push(paper("b"));
  theirs.docs.push(paper("c"));
  assert.deepEqual(ids(merge(base, mine, theirs).docs), ["a", "b", "c"]);
});

test("fields changed on different sides are both kept; on both sides, ours", () => {
  const { base, mine, theirs } = apart(paper("a"));
  Object.assign(mine.docs[0], { name: "ours", group: "g" });
  Object.assign(theirs.docs[0], { name: "theirs", kind: "K-20" });
  const [one] = merge(base, mine, theirs).docs;
  assert.deepEqual([one?.name, one?.group, one?.kind], ["ours", "g", "K-20"]);
});

test("a paper that one side put in the bin and the other renamed is in the bin, renamed, once", () => {
  const { base, mine, theirs } = apart(paper("a"));
  mine.bin = [{ ...mine.docs.pop(), binned: NOW }];
  theirs.docs[0].name = "renamed";
  const { docs, bin } = merge(base, mine, theirs);
  assert.deepEqual([ids(docs), bin.map((one) => one.name)], [[], ["renamed"]]);
  const back = merge(base, theirs, mine);
  assert.deepEqual([ids(back.docs), back.bin.map((one) => one.name)], [[], ["renamed"]]);
});

test("taken away wins over changed, from either side, and stays away afterwards", () => {
  const { base, mine, theirs } = apart(paper("a"), paper("b"));
  takeAway(mine.docs, "a", NOW);
  theirs.docs[0].name = "changed";
  const joined = merge(base, mine, theirs);
  assert.deepEqual(ids(joined.docs), ["b"]);
  assert.deepEqual(ids(merge(base, theirs, mine).docs), ["b"]);
  assert.deepEqual(ids(merge(null, joined, theirs).docs), ["b"]);
});

test("a paper that one side does not know is not taken for one that was taken away", () => {
  const { mine, theirs } = apart(paper("a"));
  theirs.docs = [];
  assert.deepEqual(ids(merge(mine, mine, theirs).docs), ["a"]);
});

test("replaced on one side: content and lists of older contents go together", () => {
  const { base, mine, theirs } = apart(paper("a"));
  const { name: _, ...old } = theirs.docs[0];
  Object.assign(theirs.docs[0], { blob: "a2", file_key: "k2", versions: [{ ...old }] });
  mine.docs[0].name = "renamed";
  const [one] = merge(base, mine, theirs).docs;
  assert.deepEqual([one?.blob, one?.file_key, one?.name, one?.versions.length], ["a2", "k2", "renamed", 1]);
});

test("a finished rotation is not undone by a device that did not know of it", () => {
  const { base, mine, theirs } = apart(paper("a", { was: { read: "old", write: "old" } }));
  delete mine.docs[0].was;
  theirs.docs[0].name = "renamed";
  const [one] = merge(base, mine, theirs).docs;
  assert.deepEqual([one?.was, one?.name], [undefined, "renamed"]);
});

test("replaced on both sides: theirs becomes a paper of its own, and merging again adds nothing", () => {
  const { base, mine, theirs } = apart(paper("a"));
  Object.assign(mine.docs[0], { blob: "m", file_key: "km" });
  Object.assign(theirs.docs[0], { blob: "t", file_key: "kt" });
  const joined = merge(base, mine, theirs);
  assert.deepEqual(joined.docs.map((one) => [one.id, one.blob, one.file_key]), [["a", "m", "km"], ["t", "t", "kt"]]);
  assert.deepEqual(merge(theirs, joined, theirs).docs, joined.docs);
});

test("without a common base the entry with the higher number wins", () => {
  const { mine, theirs } = apart(paper("a", { seq: 3, name: "older" }));
  Object.assign(theirs.docs[0], { seq: 5, name: "newer" });
  assert.equal(merge(null, mine, theirs).docs[0]?.name, "newer");
  assert.equal(merge(null, theirs, mine).docs[0]?.name, "newer");
});

test("merging with oneself changes nothing, and no side is touched", () => {
  const { base, mine, theirs } = apart(paper("a"), paper("b"));
  const before = [copy(mine), copy(theirs)];
  const joined = merge(base, mine, theirs);
  assert.deepEqual(joined.docs, mine.docs);
  assert.deepEqual([mine, theirs], before);
});

test("traces are forgotten after more than a year, papers never", () => {
  const { mine } = apart(paper("a"), paper("b"));
  takeAway(mine.docs, "a", NOW);
  forgetTraces(mine, NOW + 390 * 86_400);
  assert.equal(mine.docs.length, 2);
  forgetTraces(mine, NOW + 410 * 86_400);
  assert.deepEqual(mine.docs.map((one) => one.id), ["b"]);
});
