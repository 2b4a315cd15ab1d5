/** Choosing a secret in own words. */
import { checkPassphrase } from "../crypto/secret.js";
import { fold } from "../crypto/text.js";
import { field, find, onClick, toggle } from "../ui/dom.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";

/**
 * @param {() => unknown} back
 * @returns {Promise<string>} only what is hard enough to guess
 */
export function askOwn(back) {
  return new Promise((resolve) => {
    const root = screen.show("screen-own-words", {}, { back });
    const input = field(root, "text");
    onClick(root, "clear", () => (input.type = field(root, "clear").checked ? "text" : "password"));
    find(root, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      const trouble = fold(input.value) === "" ? "empty" : checkPassphrase(input.value);
      find(root, "trouble").textContent = trouble ? word(`entry.${trouble}`) : "";
      toggle(root, "trouble", trouble !== null);
      if (!trouble) resolve(input.value);
    });
  });
}
