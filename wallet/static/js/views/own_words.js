/** Choosing a name or a secret in own words. */
import { checkPassphrase } from "../crypto/secret.js";
import { fold } from "../crypto/text.js";
import { field, find, onClick, toggle } from "../ui/dom.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";

/**
 * @param {"name" | "secret"} what
 * @param {() => unknown} back
 * @returns {Promise<{text: string}>} a secret only when it is hard enough to guess
 */
export function askOwn(what, back) {
  return new Promise((resolve) => {
    const values = { title: word(`signup.own-${what}`), lead: word(`signup.own-${what}-lead`), label: word(`entry.${what}-label`) };
    const root = screen.show("screen-own-words", values, { back });
    const input = field(root, "text");
    onClick(root, "clear", () => (input.type = field(root, "clear").checked ? "text" : "password"));
    find(root, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      const trouble = judge(what, input.value);
      find(root, "trouble").textContent = trouble ? word(`entry.${trouble}`) : "";
      toggle(root, "trouble", trouble !== null);
      if (!trouble) resolve({ text: input.value });
    });
  });
}

/**
 * @param {"name" | "secret"} what
 * @param {string} text
 * @returns {null | "empty" | "too_short" | "too_common"}
 */
function judge(what, text) {
  if (fold(text) === "") return "empty";
  return what === "secret" ? checkPassphrase(text) : null;
}
