// Choosing a passphrase: what is refused before anybody relies on it. What is tried is never judged.
import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMON } from "../../wallet/static/js/crypto/common.js";
import { checkPassphrase, phraseBytes, rowBytes } from "../../wallet/static/js/crypto/secret.js";
import { fold } from "../../wallet/static/js/crypto/text.js";

const GOOD = [
  "vijf groene fietsen onder water",
  "le chat violet mange trois cailloux",
  "grandmother keeps eleven silver spoons",
  "القمر الاخضر فوق بيت صغير جدا",
  "zeg het nooit tegen de buren 44",
  "t7K!w2 pq9#Lz 55x ;f@R",
  "አምስት ቃላት በቂ ናቸው ዛሬ",
  "你好 蓝色 自行车 下雨 天",
];

const SHORT = ["", "kort", "één twee drie", "maison bleue 12", "a b c d", "a b a b a b a b a b", "...---...   ___...", "nineteen character"];

const COMMON_ONES = [
  "to be or not to be, that is the question",
  "To Be Or Not To Be that is the question 1",
  "Notre Père qui es aux cieux",
  "onze vader die in de hemelen zijt",
  "بسم الله الرحمن الرحيم",
  "BISMILLAH IR-RAHMAN IR-RAHIM",
  "password password password",
  "test test test test test",
  "ja nee ja nee ja nee ja nee",
  "aaaaaaaaaaaaaaaaaaaaaaaa",
  "abcabcabcabcabcabcabcabc",
  "qwertyuiopasdfghjklzxcvbnm",
  "azertyuiop qsdfghjklm",
  "12345678901234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "ضصثقفغعهخحجد شسيبلاتنمكط",
  "correct horse battery staple",
  "c o r r e c t horse battery staple",
  "0000 1111 0000 1111 0000",
  "één twee drie vier vijf zes zeven",
];

for (const text of GOOD) test(`may be chosen: ${text}`, () => assert.equal(checkPassphrase(text), null));
for (const text of SHORT) test(`too short: ${JSON.stringify(text)}`, () => assert.equal(checkPassphrase(text), "too_short"));
for (const text of COMMON_ONES) test(`too common: ${text}`, () => assert.equal(checkPassphrase(text), "too_common"));

test("the list of phrases is in the form that is compared, without doubles", () => {
  for (const phrase of COMMON) assert.equal(fold(phrase).replaceAll(" ", ""), phrase);
  assert.equal(new Set(COMMON).size, COMMON.length);
});

test("a tried passphrase is not judged: the weak one of before the list still opens", () => {
  assert.ok(phraseBytes("test").length > 0);
});

test("pictures and words never give the same input", () => {
  assert.notDeepEqual(rowBytes([97, 98, 99, 100, 101]), phraseBytes("abcde"));
});

for (const pictures of [[1, 2, 3, 4], [1, 2, 3, 4, 256], [1, 2, 3, 4, -1], [1, 2, 3, 4, 0.5], [1, 2, 3, 4, NaN], [1, 2, 3, 4, 4]]) {
  test(`no five pictures: ${pictures}`, () => assert.throws(() => rowBytes(pictures), { code: "bad_length" }));
}
