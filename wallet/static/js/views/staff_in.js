/** A host or an operator signs in: name, password, and a code that works once. */
import { plainDigits } from "../crypto/text.js";
import { WalletError } from "../errors.js";
import { field, fill, find } from "../ui/dom.js";
import { sentence } from "../ui/problem.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";

/** @typedef {{kind: "host" | "operator", post: import("../staff_api.js").Staff["post"], next: string}} Entry `next`: the screen behind it */

/** @param {Entry} entry */
export function staffIn(entry) {
  /** @param {{say?: string}} [arg] `say`: a word to show at once */
  return ({ say } = {}) => {
    const root = screen.show(`screen-${entry.kind}-in`, { say: say ? word(say) : "" });
    find(root, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      void submit(root, entry);
    });
  };
}

/** @param {HTMLElement} root @param {Entry} entry */
async function submit(root, { kind, post, next }) {
  const code = plainDigits(field(root, "code").value).replace(/\D/g, "");
  if (code.length !== 6) return void fill(root, { say: word(`${kind}.six`) });
  const go = /** @type {HTMLButtonElement} */ (find(root, "go"));
  if (go.getAttribute("aria-disabled") === "true") return;
  go.setAttribute("aria-disabled", "true");
  fill(root, { say: "" });
  try {
    await post("login", { name: field(root, "name").value || " ", password: field(root, "password").value || " ", code });
    await screen.go(next);
  } catch (problem) {
    refused(root, kind, problem);
  } finally {
    go.removeAttribute("aria-disabled");
  }
}

/** @param {HTMLElement} root @param {string} kind @param {unknown} problem */
function refused(root, kind, problem) {
  if (!(problem instanceof WalletError)) throw problem;
  const wrong = ["not_found", "bad_request"].includes(problem.code);
  fill(root, { say: wrong ? word(`${kind}.refused`) : sentence(problem) });
  const code = field(root, "code");
  code.value = "";
  code.focus();
}
