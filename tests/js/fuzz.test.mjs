/**
 * Values from outside, mutated some thousand times: lists, manifests, notes, containers and exports. Each time something
 * opens, or a WalletError says why not. FUZZ_SEED and FUZZ_TIMES choose others than the kept ones.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { b64 } from "../../wallet/static/js/crypto/bytes.js";
import { sealCatalogue } from "../../wallet/static/js/crypto/catalogue.js";
import { packNote, readNote } from "../../wallet/static/js/crypto/note.js";
import { sealContainer } from "../../wallet/static/js/crypto/offline.js";
import { WalletError } from "../../wallet/static/js/errors.js";
import { Keeper } from "../../wallet/static/js/keeper/keeper.js";
import { readList } from "../../wallet/static/js/keeper/list.js";
import { merge } from "../../wallet/static/js/keeper/merge.js";
import * as offline from "../../wallet/static/js/keeper/offline.js";
import { contentsOf, copy, empty, forgetTraces } from "../../wallet/static/js/keeper/shape.js";
import { depositSaid, believable } from "../../wallet/static/js/manifest.js";
import { mandated } from "../../wallet/static/js/mandate_opening.js";
import { doorId, doorKey } from "../../wallet/static/js/crypto/door.js";
import { sukPasskey } from "../../wallet/static/js/crypto/doorkey.js";
import { papersIn } from "../../wallet/static/js/schema/export.js";
import { readEntries } from "../../wallet/static/js/ui/zip_entries.js";

const SEED = Number(process.env.FUZZ_SEED ?? 20_261_130);
const TIMES = Number(process.env.FUZZ_TIMES ?? 250);
const NOW = 1_800_000_000;
const bytes = (/** @type {number} */ n, fill = 7) => b64(new Uint8Array(n).fill(fill));

/** Numbers of one seed (mulberry32). @param {number} seed */
function drawing(seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const DEEP = `${"[".repeat(3000)}${"]".repeat(3000)}`;
/** Right types that make no sense, and wrong ones; new each time, since a mutation may change them. @returns {any[]} */
const absurd = () => [
  null, undefined, true, 0, -1, 0.5, 9e99, NaN, 2 ** 53, -(2 ** 53), 253_402_300_800, "", "x", "12345-01-01", "2026-13-45", "\ud800", "\u202e".repeat(9), "A".repeat(1_000_000),
  bytes(15), bytes(17), bytes(33), `${bytes(16)}=`, [], [null], [[]], {}, { id: {} }, JSON.parse(DEEP), JSON.parse('{"__proto__": {"gone": 1}}'), { toString: 5 }, { length: -1 }, "constructor", "__proto__",
];

/** Changes one place of `value`, wherever it lies. @param {any} value @param {(below: number) => number} draw */
function mutated(value, draw) {
  const wrong = absurd();
  const places = /** @type {[any, string][]} */ ([]);
  const walk = (/** @type {any} */ one) => {
    if (typeof one !== "object" || one === null || places.length > 5_000) return;
    for (const name of Object.keys(one)) {
      places.push([one, name]);
      walk(one[name]);
    }
  };
  walk(value);
  const [parent, name] = places[draw(places.length)] ?? [value, "more"];
  const way = draw(5);
  if (way === 0) delete parent[name];
  else if (way === 1 && Array.isArray(parent)) parent.push(parent[Number(name)] ?? null);
  else if (way === 2) parent[`${name}x`] = wrong[draw(wrong.length)];
  else parent[name] = wrong[draw(wrong.length)];
  return value;
}

/** Opens, or says why not by a code; whatever else is a fault, told with what makes it again. @param {string} what @param {() => any} sample @param {(value: any, n: number) => unknown} opens @param {number} [times] */
function fuzz(what, sample, opens, times = TIMES) {
  test(`${what}: ${times} mutations, each opens or is refused`, async () => {
    const ends = { opened: 0, refused: 0 };
    await opens(sample(), 0); // the control: untouched, it opens
    for (let n = 0; n < times; n++) {
      const draw = drawing(SEED + n);
      let value = sample();
      for (let changes = 1 + draw(3); changes; changes--) value = mutated(value, draw);
      try {
        await opens(value, n);
        ends.opened++;
      } catch (problem) {
        assert.ok(problem instanceof WalletError && CODES.has(problem.code), `${what}, FUZZ_SEED=${SEED + n} FUZZ_TIMES=1: ${problem instanceof Error ? problem.stack : problem}`);
        ends.refused++;
      }
    }
    assert.ok(times < 100 || ends.opened > 0, JSON.stringify(ends));
  });
}

/** Those of the format, which a page tells by one of its sentences: docs/format.md names each. */
const CODES = new Set([...readFileSync(new URL("../../docs/format.md", import.meta.url), "utf8").matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code).concat(["damaged_list", "not_found", "bad_archive"]));

const keys = { vaultId: new Uint8Array(16).fill(3), catalogueKey: new Uint8Array(32).fill(4) };
const content = (n = 1) => ({ blob: bytes(16, n), read: bytes(16), write: bytes(16), file_key: bytes(16), len: 5, sha256: bytes(32), mime: "text/plain", renewed: 24_000 });
const labels = { name: "lease", kind: "K-20", issued: "2026-01-02", expires: null, group: "Noor" };
const entry = (n = 1) => ({ id: bytes(16, n), seq: 1 });

/** @returns {any} */
function list() {
  const paper = (/** @type {number} */ n) => ({ ...entry(n), ...content(n), ...labels, added: NOW, versions: [content(n + 20)] });
  const note = { id: bytes(16, 60), door: bytes(16), s: bytes(16), voucher: bytes(16), until: NOW, at: NOW, from: "A", reference: "R" };
  const share = { ...entry(), owner: bytes(16), m: bytes(32), door: bytes(16), s: bytes(16), reference: "0A1B-2C3D", docs: [bytes(16)], names: ["lease"], blobs: [bytes(16)], grants: [bytes(16)], from: NOW, until: 4_000_000_000, opens: 5, shown_name: "", note: "", print: true, keep: false, made: NOW, ended: null, events: [{ kind: "opened", at: NOW, door: bytes(16) }], copies: [content(40)], sent: [{ name: "Els", door: bytes(16) }], mandate: { helper: "Els", kinds: ["K-20"], code: "123456", mailbox: null }, told: null };
  return copy({
    ...empty(), seq: 9, docs: [paper(1), paper(2), { ...entry(3), gone: 20_000 }], bin: [{ ...paper(4), binned: NOW }], shares: [share],
    doors: [{ ...entry(), kind: "pocket", name: "", made: NOW, write: bytes(16), key: bytes(32), card: bytes(16), offline: [bytes(16)] }],
    mailboxes: [{ ...entry(), key: bytes(32), name: "Mam", made: NOW, address: bytes(32), seen: [bytes(16)], notes: [note], work: { org: "CPAS", name: "An", steward: true } }],
    recovery: [{ ...entry(), rec: bytes(16), cancel: bytes(16), wait: 3, made: NOW, usable: NOW, helpers: [{ name: "A", key: bytes(16) }] }],
    contacts: [{ ...entry(), name: "Els", address: bytes(32), added: NOW, who: { org: "CPAS", name: "Els", until: NOW } }],
    events: [{ ...entry(), kind: "kept", at: NOW, who: "An" }], vaults: [{ ...entry(), root: bytes(32) }], locks: [{ ...entry(), until: NOW, root: bytes(32), papers: { [bytes(16)]: bytes(16) } }],
  });
}

const sealedAs = async (/** @type {any} */ value) => sealCatalogue(keys, { ...value, v: value.v === undefined ? 1 : value.v });

fuzz("a list", list, async (value) => {
  const sealed = await sealedAs(value).catch(() => null); // what no JSON can say, nobody can send
  if (!sealed) return;
  const read = await readList(keys, sealed);
  const keeper = new Keeper(/** @type {any} */ ({ origin: "https://sacoche.test", offset: 0 }));
  keeper.hold(read, "");
  keeper.snapshot();
  contentsOf(read);
  const joined = merge(list(), copy(read), list());
  forgetTraces(joined, NOW);
  await sealCatalogue(keys, joined);
});

const item = () => ({ grant_id: bytes(16), read: bytes(16), file_key: bytes(16), len: 5, sha256: bytes(32), mime: "image/jpeg", name: "School", kind: "K-14" });
const manifest = () => ({ v: 1, shown_name: "Mirela", note: "one\ntwo", until: NOW, print: true, keep: false, watermark: "0A1B-2C3D", items: [item(), item()] });
fuzz("a manifest", manifest, (value) => believable(value), 4 * TIMES);
fuzz("a mandate", () => ({ ...manifest(), kinds: ["K-14"], add: bytes(32) }), (value) => mandated(value), 2 * TIMES);
fuzz("what is said of a paper that was put in", () => ({ from: "A", date: NOW, name: "lease", mime: "application/pdf" }), (value) => depositSaid(value), 2 * TIMES);

const box = new Uint8Array(16).fill(9);
fuzz("a note", () => ({ mailbox: b64(box), door: bytes(16), s: bytes(16), voucher: bytes(16), until: NOW, at: NOW, from: "A", reference: "R" }), (value) => {
  let packed;
  try {
    packed = packNote(value);
  } catch {
    return; // too long for a note, or no JSON
  }
  readNote(box, packed);
}, 2 * TIMES);

const prf = new Uint8Array(32).fill(5);
const suk = sukPasskey(prf);
fuzz("a container", () => ({ saved: NOW, items: [{ id: bytes(16), ...labels, mime: "text/plain", len: 3, added: NOW, sha256: bytes(32) }] }), async (value) => {
  let sealed;
  try {
    sealed = sealContainer(doorId(suk), doorKey(suk), { ...value, contents: [new Uint8Array(3)] });
  } catch {
    return; // what nobody can seal
  }
  const keeper = new Keeper(/** @type {any} */ ({ origin: "https://sacoche.test", offset: 0 }));
  const { docs, saved } = await offline.open(keeper, { container: sealed.slice().buffer, prf: prf.slice().buffer });
  for (const one of docs) new Date(/** @type {any} */ (one).added * 1000).toISOString();
  new Date(saved * 1000).toISOString();
});

fuzz("the list of an export", () => ({ v: 1, papers: [{ file: "papers/001 a.pdf", ...labels, mime: "application/pdf", added: NOW }] }), (value) => {
  let text;
  try {
    text = JSON.stringify(value);
  } catch {
    return;
  }
  for (const one of papersIn(String(text))) new Date(one.added * 1000).toISOString();
}, 4 * TIMES);

test("bytes that were a ZIP are read, or refused", async () => {
  for (let n = 0; n < TIMES; n++) {
    const draw = drawing(SEED + n);
    const noise = Uint8Array.from({ length: draw(200) }, () => draw(256));
    const end = new Uint8Array(22);
    end.set([0x50, 0x4b, 5, 6]);
    for (let at = 4; at < 22; at++) if (draw(2)) end[at] = draw(256);
    await readEntries(new Blob([noise, end])).catch((problem) => assert.ok(problem instanceof WalletError && problem.code === "bad_archive", `FUZZ_SEED=${SEED + n}: ${problem?.stack}`));
  }
});
