/** Two public pages: who runs this, and words to them without a name. */
import { Api } from "../api.js";
import { WalletError } from "../errors.js";
import { once } from "../ui/once.js";

const api = new Api(location.origin);

/** @param {string} name @param {boolean} visible */
function toggle(name, visible) {
  for (const one of document.querySelectorAll(`[data-${name}]`)) /** @type {HTMLElement} */ (one).hidden = !visible;
}

/** What the server says of itself goes to its places; without an answer the page stays as it is. */
async function about() {
  const answer = await api.request("about", { method: "GET", again: true });
  const told = JSON.parse(new TextDecoder().decode(answer.bytes));
  for (const place of document.querySelectorAll("[data-text]")) {
    const value = told[place.getAttribute("data-text") ?? ""];
    if (value !== undefined && value !== null) place.textContent = String(value);
  }
  const shown = { named: told.operator, unnamed: !told.operator, reached: told.contact, many: told.living !== null, few: told.living === null, signed: told.release, unsigned: !told.release };
  for (const [name, visible] of Object.entries(shown)) toggle(name, Boolean(visible));
}

/** @param {HTMLFormElement} form */
async function say(form) {
  const field = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const words = field.value.replace(/\r/g, "").trim();
  if (!words) return field.focus();
  toggle("say-done", false);
  toggle("say-failed", false);
  const chosen = /** @type {HTMLInputElement} */ (form.querySelector("input[name=about]:checked"));
  await api.json("feedback", { about: chosen.value, words });
  field.value = "";
  toggle("say-done", true);
}

/** @param {unknown} problem */
function failed(problem) {
  toggle("say-failed", true);
  if (!(problem instanceof WalletError)) throw problem;
}

if (document.querySelector("[data-about]")) void about().catch(failed);
const form = document.querySelector("[data-say]");
if (form instanceof HTMLFormElement) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void once(() => say(form)).catch(failed);
  });
}
