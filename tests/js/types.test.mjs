// What a file is, is told by its bytes, whatever it is called; its ending comes back, and a dot in a title is none.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { safeName } from "../../wallet/static/js/ui/download.js";
import { typeOf } from "../../wallet/static/js/ui/file_type.js";
import { nameOf, prepare } from "../../wallet/static/js/ui/incoming.js";
import { looksLike } from "../../wallet/static/js/ui/looks.js";
import { textOf } from "../../wallet/static/js/ui/text_file.js";
import * as make from "./sounds.mjs";

const UNTOLD = "application/octet-stream";
/** What stands in both text files, as Python's codecs have it; one goes on in Arabic. */
const SENTENCE = "Déclaration : j'ai reçu 1 200 € – Été 2026, à Bruxelles.\r\n";
const OFFICE = "application/vnd.openxmlformats-officedocument.";

/** @param {string} name @returns {Uint8Array<ArrayBuffer>} */
const file = (name) => new Uint8Array(readFileSync(new URL(`../files/${name}`, import.meta.url)));
/** @param {...(string | Uint8Array)} parts */
const bytes = (...parts) => make.bytes(...parts);
/** @param {string} text */
const wide = (text) => bytes(Buffer.from(text, "utf16le"));
/** @param {string} text */
const swapped = (text) => bytes(Buffer.from(text, "utf16le").swap16());
/** @param {string[]} entries */
const zip = (...entries) => new Uint8Array(zipSync(Object.fromEntries(entries.map((one) => [one, strToU8("<x/>")]))));
/** An MP3 frame of 128 kbit/s at 44.1 kHz has 417 bytes; one of ADTS says its length. @param {string} head @param {number} length */
const frames = (head, length) => bytes(...Array(6).fill(bytes(head, "\0".repeat(length - head.length))));
const MP3 = frames("\xff\xfb\x90\x00", 417);
const AAC = frames("\xff\xf1\x50\x80\x20\x1f\xfc", 256);

/** Puts a file in as a browser does, and tells what is kept and how it would be saved. @param {Uint8Array<ArrayBuffer>} content @param {string} name @param {string} said */
async function kept(content, name, said) {
  const paper = await prepare(new File([content], name, { type: said }));
  const look = looksLike(new Uint8Array(paper.bytes), paper.mime, paper.name).look;
  return { mime: paper.mime, name: paper.name, saved: safeName(paper.name, paper.mime), look };
}

const cases = /** @type {[string, Uint8Array<ArrayBuffer>, string, string, string, string][]} */ ([
  ["memo of a phone, as Chromium calls it", file("memo-iphone.m4a"), "memo.m4a", "audio/x-m4a", "sound", "memo.m4a"],
  ["recording of a browser, called a film", file("son.webm"), "son.webm", "video/webm", "sound", "son.webm"],
  ["sound that was cut", file("cut-faststart.m4a"), "mémo.m4a", "audio/x-m4a", "sound", "mémo.m4a"],
  ["message that was cut", file("cut-PTT-20260101-WA0001.opus"), "voix.opus", "audio/ogg", "sound", "voix.opus"],
  ["Ogg under its usual name", file("cut-PTT-20260101-WA0001.opus"), "voix.ogg", "audio/ogg", "sound", "voix.ogg"],
  ["MP3 without a name", MP3, "chant", "", "sound", "chant.mp3"],
  ["MP3 that was cut at its beginning", MP3.slice(100), "chant.mp3", "audio/mpeg", "sound", "chant.mp3"],
  ["AAC", AAC, "appel.aac", "audio/vnd.dlna.adts", "sound", "appel.aac"],
  ["WAV under another name", make.wav(true), "dictée.bin", "", "sound", "dictée.wav"],
  ["text of Windows", file("windows-1252.txt"), "lettre.txt", "text/plain", "text", "lettre.txt"],
  ["text in UTF-16", file("utf16le-bom.txt"), "lettre.txt", "text/plain", "text", "lettre.txt"],
  ["text without an ending", bytes("bonjour"), "lettre", "", "text", "lettre.txt"],
  ["table", bytes("nom;date\nA;1\n"), "liste.csv", "text/csv", "text", "liste.csv"],
  ["letter of a word processor", file("lettre-assistante-sociale.docx"), "lettre.docx", "", "other", "lettre.docx"],
  ["the same, named by its system", file("lettre-assistante-sociale.docx"), "lettre", `${OFFICE}wordprocessingml.document`, "other", "lettre.docx"],
  ["a letter called PDF", file("lettre-assistante-sociale.docx"), "lettre.pdf", "application/pdf", "other", "lettre.docx"],
  ["letter with macros", zip("word/document.xml", "word/vbaProject.bin"), "lettre.docm", "", "other", "lettre.docm"],
  ["sheet", zip("[Content_Types].xml", "xl/workbook.xml"), "budget.xlsx", "", "other", "budget.xlsx"],
  ["OpenDocument", bytes("PK\x03\x04", "\0".repeat(22), "\x08\0\0\0", "mimetypeapplication/vnd.oasis.opendocument.textPK\x03\x04"), "lettre", "", "other", "lettre.odt"],
  ["old letter", bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "\0".repeat(600), wide("WordDocument")), "lettre", "", "other", "lettre.doc"],
  ["PDF called a picture", bytes("%PDF-1.4\n1 0 obj<<>>endobj"), "scan.jpg", "image/jpeg", "pdf", "scan.pdf"],
  ["PDF behind the words of a server", file("junk-2000-before.pdf"), "attest.pdf", "application/pdf", "pdf", "attest.pdf"],
  ["text about PDF", bytes("Un fichier PDF commence par %PDF-1.4, dit-on."), "note.txt", "text/plain", "text", "note.txt"],
  ["page of the web", bytes("<!doctype html><script>alert(1)</script>"), "page.html", "text/html", "other", "page.html"],
  ["drawing", bytes("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), "logo.svg", "image/svg+xml", "other", "logo.svg"],
  ["script", bytes("@echo off\r\ndel *.*\r\n"), "setup.bat", "application/x-bat", "other", "setup.bat"],
  ["what nobody knows, under an ending of anything", bytes("\x00\x01"), "données.bin", UNTOLD, "other", "données.bin"],
  ["what nobody knows", bytes("\x00\x01\x02\x03"), "trajet.GPX", "", "other", "trajet.GPX"],
]);

for (const [what, content, name, said, look, saved] of cases) {
  test(`${what}: ${name}`, async () => {
    const one = await kept(content, name, said);
    assert.deepEqual([one.look, one.saved], [look, saved], one.mime);
  });
}

test("an ending that nobody knows comes back after the paper got another title", async () => {
  const { mime } = await kept(bytes("\x00\x01\x02\x03"), "trajet.gpx", "");
  assert.equal(safeName("Chemin", mime), "Chemin.gpx");
  assert.match(mime, /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/); // what a manifest lets pass
});

test("a name that nobody sees is none, and none turns the reading direction", () => {
  for (const name of ["\u200b.pdf", " .pdf", ".pdf", "\u202e\u2066.jpg", "\u3164.txt"]) assert.equal(nameOf(name), "", JSON.stringify(name));
  assert.equal(nameOf("nul\u202etxt.exe"), "nultxt.exe");
  assert.equal(nameOf("\u200fرسالة.pdf"), "\u200fرسالة");
  assert.equal(nameOf("👨‍👩‍👧.pdf"), "👨‍👩‍👧");
  assert.equal(nameOf(".gitignore notes"), ".gitignore notes");
});

test("a dot inside a title is no ending", async () => {
  for (const name of ["Rdv 12.05", "M. Dupont", "décision 2.0", "Mme.Dupont", "loyer 450.50"]) {
    assert.equal(nameOf(name), name);
    assert.equal(nameOf(`${name}.pdf`), name);
    assert.equal((await kept(bytes("%PDF-1.4"), `${name}.pdf`, "application/pdf")).saved, `${name}.pdf`);
  }
});

test("papers that lie in wallets under a wrong type are shown by their bytes", () => {
  for (const [name, mime, look] of [["memo-iphone.m4a", "audio/x-m4a", "sound"], ["son.webm", "video/webm", "sound"], ["windows-1252.txt", "text/plain", "text"], ["junk-2000-before.pdf", UNTOLD, "pdf"], ["junk-2000-before.pdf", "image/jpeg", "pdf"]]) {
    assert.equal(looksLike(file(name), mime).look, look, name);
  }
  assert.equal(looksLike(bytes("<script>"), "text/html").look, "other");
  assert.equal(looksLike(bytes("\x00\x01"), "image/jpeg").look, "other");
  assert.equal(looksLike(bytes("PK"), `${OFFICE}wordprocessingml.document`).look, "other");
  assert.equal(looksLike(bytes("une note"), "text/plain", "page.html").look, "text");
});

test("text is read in the form in which it was written", () => {
  assert.equal(textOf(file("windows-1252.txt")), SENTENCE);
  assert.equal(textOf(file("utf16le-bom.txt")), `${SENTENCE}وصلتني الرسالة\r\n`);
  assert.equal(textOf(bytes("\xfe\xff", swapped("Été"))), "Été");
  assert.equal(textOf(wide("sans marque, mais en deux octets")), "sans marque, mais en deux octets");
  assert.equal(textOf(bytes("D\x8eclaration \x88 Bruxelles, re\x8du")), "Déclaration à Bruxelles, reçu");
  assert.equal(textOf(bytes("\xe3\xd1\xcd\xc8\xc7 \xc8\xdf\xe3 \xdd\xed \xc8\xd1\xe6\xdf\xd3\xe1")), "مرحبا بكم في بروكسل");
  assert.equal(textOf(bytes("\xcf\xf0\xe8\xe2\xe5\xf2, \xfd\xf2\xee \xe7\xe0\xff\xe2\xeb\xe5\xed\xe8\xe5")), "Привет, это заявление");
  assert.equal(textOf(bytes(Buffer.from("coupé é").subarray(0, -1))), "coupé ");
  assert.equal(textOf(bytes("\x00\x01\x02")), null);
  assert.equal(textOf(bytes("\x89PNG\r\n\x1a\n\x00")), null);
});

test("text is kept in UTF-8, a table as it came", async () => {
  const text = await prepare(new File([file("windows-1252.txt")], "a.txt", { type: "text/plain" }));
  assert.equal(Buffer.from(text.bytes).toString(), SENTENCE);
  const table = bytes("nom;pr\xe9nom\n");
  assert.deepEqual(new Uint8Array((await prepare(new File([table], "a.csv", { type: "text/csv" }))).bytes), table);
});

test("UTF-16 without a mark is read in other letters than ours, too", () => {
  for (const text of ["أنا أعيش في بروكسل منذ سنتين", "ትግርኛ ሰላም ", "Я живу в Брюсселе\nуже два года"]) {
    assert.equal(textOf(wide(text)), text);
    assert.equal(textOf(swapped(text)), text);
  }
  const numbers = Uint8Array.from({ length: 400 }, (_, at) => (at & 1 ? 0xff : at * 7));
  assert.equal(textOf(numbers), null);
  assert.equal(textOf(wide("∀∁∂∃∄∅∆∇∈∉∊∋αβγδεζη")), null);
});

test("text whose form is a guess stays as it came", async () => {
  const polish = bytes("Prosz\xea o za\x9cwiadczenie \xbf\xf3\xb3\xe6\n");
  const japanese = bytes("\x8e\x84\x82\xcd\x83u\x83\x8a\x83\x85\x83b\x83Z\x83\x8b\n");
  const dos = bytes("D\x82claration \x82t\x82 \x85 Bruxelles\n");
  for (const text of [polish, japanese, dos]) {
    assert.deepEqual(new Uint8Array((await prepare(new File([text], "a.txt", { type: "text/plain" }))).bytes), text);
    assert.equal(looksLike(text, "text/plain").look, "text");
  }
});

test("sound that nobody knows is refused, with its tags", async () => {
  await assert.rejects(kept(bytes("0&\xb2u\x8ef\xcf\x11", make.PLANTED), "a.wma", "audio/x-ms-wma"), { code: "unreadable_sound" });
  assert.equal((await kept(MP3, "a.wma", "audio/x-ms-wma")).look, "sound");
});

test("a film is no sound", () => {
  const film = bytes("\0\0\0\x18ftypisom\0\0\0\0isommp42", "\0\0\0\x28moov\0\0\0\x20hdlr\0\0\0\0\0\0\0\0vide", "\0".repeat(12));
  assert.equal(typeOf(film, "film.mp4", "video/mp4"), "video/mp4");
  assert.equal(typeOf(film, "film.mov", ""), "video/quicktime");
  assert.equal(looksLike(film, "audio/mp4").look, "other");
});
