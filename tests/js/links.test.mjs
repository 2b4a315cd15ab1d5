/** The key of a link is found where it stands, however a mail or a message has brought it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { linkKey } from "../../wallet/static/js/ui/link_key.js";

const KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA";
const LONG = `${KEY.slice(0, 42)}A${KEY.slice(0, 21)}`;
const AT = "https://sacoche.test/s";
const broken = (/** @type {string} */ by, at = 20) => `${AT}#${KEY.slice(0, at)}${by}${KEY.slice(at)}`;

for (const text of [
  `${AT}#${KEY}`, `#${KEY}`, KEY, ` ${KEY}\n`, `${AT}/#${KEY}`, `${AT}%23${KEY}`, `${AT}/%23${KEY}`, `${AT}%2523${KEY}`, `${AT}&#35;${KEY}`, `/fr/s%23${KEY}`,
  `Voici: <${AT}#${KEY}>, à lundi`, `${AT}#${KEY}.`, `${AT}#${KEY}&utm_source=mail`, `${AT}#${KEY}-`, `\u202a${AT}#\u200b${KEY}\u202c`, `https://other.test/#top ${AT}#${KEY}`,
  `${AT}＃${KEY}`, `${AT}﹟${KEY}`, `${AT}=23${KEY}`, `${AT}&num;${KEY}`, `${AT}#\ufe0f\u20e3${KEY}`, `${AT}#\u034f${KEY}`, broken("<br>"), broken("<br />"), broken("<wbr>\n"),
  broken("\n"), broken("\r\n", 1), broken(" ", 42), broken("=\n"), broken("\n> "), broken("%0D%0A"), broken("\n", 20).replace("#", "#\n"), `${broken("\n")}\nKarim`, `${AT}#${KEY}\nKarim`, `${AT}#${KEY}Karim`,
]) {
  test(`found in ${JSON.stringify(text)}`, () => assert.equal(linkKey(text), `#${KEY}`));
}

for (const text of [`${AT.replace(/s$/, "d")}#${LONG}`, `${LONG}`, `#${LONG}.`, `#${LONG.slice(0, 50)}\n${LONG.slice(50)} merci`, `%23${LONG}`]) {
  test(`an address with its pass is found in ${JSON.stringify(text)}`, () => assert.equal(linkKey(text), `#${LONG}`));
}

for (const text of ["", "#", AT, `${AT}#`, `${AT}#abc`, "1234 5678 9012", `${AT}#top`, `${KEY} ${KEY}x`, `${AT}#${KEY.slice(0, 42)}B`, broken("<b>"), `${AT}=24${KEY}`]) {
  test(`there is none in ${JSON.stringify(text)}`, () => assert.equal(linkKey(text), null));
}
