// Sound on its way in: no tag of any form is left, and what plays stays byte by byte where it was.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { nameOf, isPicture } from "../../wallet/static/js/ui/incoming.js";
import { isSound, withoutTags } from "../../wallet/static/js/ui/sound_file.js";
import * as make from "./sounds.mjs";

const SOUND = make.bytes("\xff\xfb\x90\x00", "sound ".repeat(30), "\0".repeat(40));

/** @param {string} name @returns {Uint8Array<ArrayBuffer>} */
const file = (name) => new Uint8Array(readFileSync(new URL(`../files/${name}`, import.meta.url)));
/** @param {Uint8Array} bytes */
const text = (bytes) => Buffer.from(bytes).toString("latin1");

/** Nothing planted is left, and nothing moved. @param {Uint8Array<ArrayBuffer>} dirty */
function cleanedInPlace(dirty) {
  assert.ok(text(dirty).includes(make.PLANTED));
  const clean = withoutTags(dirty);
  assert.equal(clean.length, dirty.length);
  assert.ok(!text(clean).includes(make.PLANTED));
  return clean;
}

/** @param {Uint8Array} bytes @param {string} word */
const at = (bytes, word) => text(bytes).indexOf(word);

for (const [name, dirty] of Object.entries(make.tagged(SOUND))) {
  test(`MP3: ${name} is taken off`, () => {
    assert.ok(text(dirty).includes(make.PLANTED));
    assert.deepEqual(withoutTags(dirty), SOUND);
  });
}

test("MP3 without tags stays as it is", () => assert.deepEqual(withoutTags(SOUND), SOUND));

test("M4A: names, places, covers and times are gone, the sound and every offset stay", () => {
  const dirty = make.m4a();
  const clean = cleanedInPlace(dirty);
  assert.equal(at(clean, "mdat"), at(dirty, "mdat"));
  assert.equal(at(clean, "the sound itself"), at(dirty, "the sound itself"));
  for (const gone of ["udta", "meta", "uuid", "\xa9xyz"]) assert.equal(at(clean, gone), -1, gone);
  for (const head of ["mvhd", "tkhd", "mdhd"]) assert.equal(text(clean).slice(at(clean, head) + 8, at(clean, head) + 16), "\0".repeat(8));
  assert.ok(text(clean).includes("stays"));
});

test("FLAC: comments and pictures become padding, the frames stay", () => {
  const dirty = make.flac();
  const clean = cleanedInPlace(dirty);
  assert.equal(at(clean, "frames"), at(dirty, "frames"));
  assert.ok(text(clean).includes("stream information"));
});

test("WAV: only what is played is left", () => {
  assert.deepEqual(withoutTags(make.wav(true)), make.wav(false));
});

test("WAV of a recorder that was cut off keeps its sound", () => {
  const cut = make.wav(false);
  cut.fill(255, at(cut, "data") + 4, at(cut, "data") + 8);
  assert.ok(text(withoutTags(cut)).endsWith("sampled"));
});

test("AIFF: only what is played is left", () => {
  assert.deepEqual(withoutTags(make.aiff(true)), make.aiff(false));
});

for (const codec of /** @type {const} */ (["opus", "vorbis"])) {
  test(`Ogg with ${codec}: comments over three pages are emptied, every page keeps its place and gets its checksum`, () => {
    const dirty = make.ogg(codec);
    const clean = cleanedInPlace(dirty);
    assert.equal(at(clean, "the sound itself"), at(dirty, "the sound itself"));
    assert.equal(at(clean, "\x05vorbis"), at(dirty, "\x05vorbis"));
    assert.deepEqual(make.checksums(clean), make.checksums(make.signed(clean)));
    assert.deepEqual(make.commentsOf(clean, codec), { comments: 0, blanks: true });
  });
}


test("WebM: tags, title and date are void, also behind a cluster of unknown length", () => {
  const dirty = make.webm();
  const clean = cleanedInPlace(dirty);
  assert.equal(at(clean, "the sound itself"), at(dirty, "the sound itself"));
});

test("what does not keep to its form is refused, never kept with its tags", () => {
  const wrong = [make.bytes("wmaf", make.PLANTED), make.ogg("opus").slice(0, 200), make.m4a().slice(0, 100), make.flac().slice(0, 30), make.bytes("ID3\x04\0\0\0\0\0\x04abcd")];
  for (const one of wrong) assert.throws(() => withoutTags(one), { code: "unreadable_sound" });
});

test("sound that is cut is kept as far as it goes, without its tags; what cannot play is refused", () => {
  const m4a = file("cut-faststart.m4a");
  assert.equal(withoutTags(m4a).length, m4a.length);
  const opus = file("cut-PTT-20260101-WA0001.opus");
  const pages = text(opus).split("OggS").length - 1;
  assert.equal(make.checksums(withoutTags(opus)).length, pages - 1);
  for (const cut of [make.m4a().slice(0, -2), make.webm().slice(0, -3), make.ogg("opus").slice(0, -3)]) {
    assert.ok(!text(withoutTags(cut)).includes(make.PLANTED));
  }
  for (const cut of [file("memo-iphone.m4a").slice(0, 9000), make.webm().slice(0, 60), opus.slice(0, 100)]) assert.throws(() => withoutTags(cut), { code: "unreadable_sound" });
});

test("what is sound or a picture is told by the first bytes", () => {
  for (const one of [make.m4a(), make.flac(), make.wav(true), make.ogg("opus"), make.webm()]) assert.ok(isSound(one));
  for (const one of ["\xff\xd8\xff\xe0", "\x89PNG", "GIF89a", "RIFF1234WEBP", "\0\0\0\x18ftypheic", "II*\0", "MM\0*"]) assert.ok(isPicture(make.bytes(one)), one);
  for (const one of ["%PDF-1.7", "<svg", "plain words", "\0\0\0\x18ftypM4A "]) assert.ok(!isPicture(make.bytes(one)), one);
});

test("a name that a device gave is no name", () => {
  for (const name of ["IMG_20241012_142233.jpg", "IMG-20241012-WA0003.jpg", "20241012_142233.jpg", "PXL_20241012_142233123.MP.jpg", "image.jpg", "WhatsApp Image 2024-10-12 at 14.22.33 (1).jpeg", "DSC01234.JPG", "rec 3.m4a"]) {
    assert.equal(nameOf(name), "", name);
  }
  for (const name of ["attest.pdf", "Foto van de badge.png", "CPAS 2024.pdf", "صورة.jpg"]) assert.equal(nameOf(name), name.slice(0, name.lastIndexOf(".")));
});
