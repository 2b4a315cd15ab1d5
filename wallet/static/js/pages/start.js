/** The script of every public page: quick exit, reading aloud, printing, and the two pages without a language. */
import * as aloud from "../ui/aloud.js";
import * as leave from "../ui/leave.js";
import * as offline from "../ui/offline.js";
import { noFileKeys, tell } from "../ui/rules.js";

const LANGUAGES = ["nl", "fr", "en", "ar"];

/** The first language of this browser that we have. */
function browserLanguage() {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag) => LANGUAGES.includes(tag)) ?? "nl";
}

/** /s and /d carry their fragment on to the page in the browser's language; their links do, too. */
function passOn() {
  for (const link of document.querySelectorAll("a[data-carry]")) /** @type {HTMLAnchorElement} */ (link).hash = location.hash;
  location.replace(`/${browserLanguage()}${location.pathname}${location.hash}`);
}

/** A page without a language says "quick exit" in the browser's. */
function speakBrowserLanguage() {
  const own = browserLanguage();
  document.documentElement.dataset.exit = own;
  for (const one of document.querySelectorAll("[data-quick]")) {
    /** @type {HTMLElement} */ (one).hidden = one.getAttribute("lang") !== own;
  }
}

const page = document.body.dataset.page;
leave.prepare({ secrets: false });
aloud.prepare();
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
const chooses = page === "chooser" || page === "chooser-d";
if (chooses) passOn();
if (chooses || page === "language" || page === "k-language") speakBrowserLanguage();
void offline.tell();
if (document.body.dataset.title === "free") {
  tell("free");
  noFileKeys();
}
