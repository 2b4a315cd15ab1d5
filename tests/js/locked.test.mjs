/** A file that is locked with digits, and a wallet that was saved closed, open where they are brought in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { b64 } from "../../wallet/static/js/crypto/bytes.js";
import { cardGroups, newCard } from "../../wallet/static/js/crypto/card.js";
import { sealCatalogue } from "../../wallet/static/js/crypto/catalogue.js";
import { sealDocument } from "../../wallet/static/js/crypto/document.js";
import { doorId, KINDS, sealBox } from "../../wallet/static/js/crypto/door.js";
import { sukSafe } from "../../wallet/static/js/crypto/doorkey.js";
import { vaultKeys } from "../../wallet/static/js/crypto/root.js";
import { empty } from "../../wallet/static/js/keeper/shape.js";
import { unpack } from "../../wallet/static/js/ui/unpack.js";
import { zipOf } from "./zips.mjs";

/** @typedef {import("./zips.mjs").Part} Part */

const DIGITS = "1234-5678-9012-3456-7890-1234";
const random = (/** @type {number} */ n) => crypto.getRandomValues(new Uint8Array(n));
const prepare = async (/** @type {File} */ file) => ({ bytes: await file.arrayBuffer(), mime: file.type, name: file.name });

/** Brings `file` in and gives one answer after another. @param {Blob} file @param {string[]} answers */
async function broughtIn(file, answers) {
  const asked = /** @type {[string, boolean][]} */ ([]);
  const found = await unpack(file, { prepare, ask: async (what, wrong) => (asked.push([what, wrong]), answers[asked.length - 1] ?? assert.fail("asked again")) });
  return { asked, found };
}

/** @param {(encrypter: Encrypter) => void} how */
async function sealed(how) {
  const encrypter = new Encrypter();
  how(encrypter);
  return new Uint8Array(await encrypter.encrypt(new Uint8Array(await zipOf([{ name: "a.txt", content: "one" }]).arrayBuffer())));
}
const withDigits = () => sealed((encrypter) => (encrypter.setScryptWorkFactor(8), encrypter.setPassphrase(DIGITS)));

for (const typed of [DIGITS, ` ${DIGITS.replaceAll("-", " ")}\n`, DIGITS.replaceAll("-", ""), DIGITS.replace(/\d/g, (one) => String.fromCharCode(0x660 + Number(one)))]) {
  test(`a locked file opens with its digits, typed as ${JSON.stringify(typed)}`, async () => {
    const { asked, found } = await broughtIn(new Blob([await withDigits()]), ["1234", "", typed]);
    assert.deepEqual(asked, [["digits", false], ["digits", true], ["digits", true]]);
    assert.equal(new TextDecoder().decode((await /** @type {any} */ (found[0]).read()).bytes), "one");
  });
}

test("words and the letters that a mail needs are read, too", async () => {
  const file = await sealed((encrypter) => (encrypter.setScryptWorkFactor(8), encrypter.setPassphrase("ma phrase 1234")));
  assert.equal((await broughtIn(new Blob([armor.encode(file)]), ["ma phrase 1234 "])).found.length, 1);
});

test("what no words open, or what would take all memory, is refused before anything is asked", async () => {
  const recipient = await identityToRecipient(await generateX25519Identity());
  const greedy = new TextEncoder().encode(new TextDecoder("latin1").decode((await withDigits()).slice(0, 60)).replace(/ 8\n/, " 19\n"));
  assert.match(new TextDecoder().decode(greedy), / 19\n/);
  for (const file of [await sealed((encrypter) => encrypter.addRecipient(recipient)), greedy]) await assert.rejects(broughtIn(new Blob([file]), []), { code: "bad_archive" });
});

test("a locked file that was cut is refused; the whole one opens", async () => {
  const file = await withDigits();
  await assert.rejects(broughtIn(new Blob([file.slice(0, -9)]), [DIGITS]), { code: "bad_archive" });
  assert.equal((await broughtIn(new Blob([file]), [DIGITS])).found.length, 1);
});

/** A closed wallet with papers of these titles, and one more vault beside it. @param {string} folder */
async function closedWallet(folder) {
  const [card, parts] = [newCard(), /** @type {Part[]} */ ([])];
  const [root, sibling] = [random(32), random(32)];
  const vault = async (/** @type {Uint8Array} */ own, /** @type {string[]} */ titles, /** @type {object[]} */ vaults) => {
    const keys = await vaultKeys(own);
    const docs = [];
    for (const name of titles) docs.push(await paper(keys, name, parts, folder));
    const list = await sealCatalogue(keys, /** @type {any} */ ({ ...empty(), seq: 2, docs, vaults }));
    parts.push({ name: `${folder}vaults/${b64(keys.vaultId)}.bin`, content: list });
  };
  await vault(root, ["lease", "letter"], [{ id: b64(random(16)), seq: 1, root: b64(sibling) }]);
  await vault(sibling, ["other"], []);
  const suk = sukSafe(card);
  parts.push({ name: `${folder}vault.json`, content: JSON.stringify({ v: 1, boxes: { [b64(doorId(suk))]: b64(sealBox(suk, KINDS.safe, root)) } }) });
  return { parts, typed: cardGroups(card).join(" ") };
}

/** @param {import("../../wallet/static/js/crypto/root.js").VaultKeys} keys @param {string} name @param {Part[]} parts @param {string} folder */
async function paper(keys, name, parts, folder) {
  const { age, fileKey, len, sha256 } = await sealDocument(keys.ageRecipient, new TextEncoder().encode(name.repeat(3)));
  const [blob, token] = [b64(random(16)), () => b64(random(16))];
  parts.push({ name: `${folder}blobs/${blob}.age`, content: age });
  return { id: blob, seq: 1, blob, read: token(), write: token(), file_key: b64(fileKey), len, sha256: b64(sha256), mime: "text/plain", renewed: 24_000, name, kind: null, issued: null, expires: null, group: "Noor", added: 9, versions: [] };
}

/** @param {Awaited<ReturnType<typeof broughtIn>>["found"]} found */
async function told(found) {
  return Promise.all(found.map(({ name, read }) => read().then(({ name: title, group, added, bytes }) => [title, group, added, new TextDecoder().decode(bytes)], (problem) => [name, problem.code])));
}

for (const folder of ["", "sacoche-2026-11-29-closed/"]) {
  test(`a wallet that was saved closed opens with its safe card ${folder && "in a folder"}`, async () => {
    const { parts, typed } = await closedWallet(folder);
    const { asked, found } = await broughtIn(zipOf(parts), [cardGroups(newCard()).join(" "), "12345", typed.replaceAll(" ", "")]);
    assert.deepEqual(asked, [["card", false], ["card", true], ["card", true]]);
    assert.deepEqual(await told(found), [["lease", "Noor", 9, "lease".repeat(3)], ["letter", "Noor", 9, "letter".repeat(3)], ["other", "Noor", 9, "other".repeat(3)]]);
  });
}

test("of a closed wallet, what is missing or damaged is named, and the others come in", async () => {
  const { parts, typed } = await closedWallet("");
  const bodies = parts.filter(({ name }) => String(name).startsWith("blobs/"));
  const last = /** @type {Part} */ (parts.filter(({ name }) => String(name).startsWith("vaults/")).at(-1));
  last.content = /** @type {Uint8Array} */ (last.content).map((one) => one ^ 1);
  const [first, second] = /** @type {[Part, Part]} */ (/** @type {unknown} */ (bodies));
  second.content = /** @type {Uint8Array} */ (second.content).map((one, at) => (at === 3000 ? one ^ 1 : one));
  const { found } = await broughtIn(zipOf(parts.filter((one) => one !== first)), [typed]);
  assert.deepEqual(await told(found), [["lease", "zip_missing"], ["letter", "zip_damaged"], [String(last.name), "zip_damaged"]]);
});
