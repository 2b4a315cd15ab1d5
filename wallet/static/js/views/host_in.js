/** A host signs in: name, password, and a code that works once. */
import { plainDigits } from "../crypto/text.js";
import { WalletError } from "../errors.js";
import { post } from "../host_api.js";
import { field, fill, find } from "../ui/dom.js";
import { sentence } from "../ui/problem.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";

/** @param {{say?: string}} [arg] `say`: a word to show at once */
function showIn({ say } = {}) {
  const root = screen.show("screen-host-in", { say: say ? word(say) : "" });
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(root);
  });
}

/** @param {HTMLElement} root */
async function submit(root) {
  const code = plainDigits(field(root, "code").value).replace(/\D/g, "");
  if (code.length !== 6) return void fill(root, { say: word("host.six") });
  const go = /** @type {HTMLButtonElement} */ (find(root, "go"));
  if (go.getAttribute("aria-disabled") === "true") return;
  go.setAttribute("aria-disabled", "true");
  fill(root, { say: "" });
  try {
    await post("login", { name: field(root, "name").value || " ", password: field(root, "password").value || " ", code });
    await screen.go("host-pcs");
  } catch (problem) {
    refused(root, problem);
  } finally {
    go.removeAttribute("aria-disabled");
  }
}

/** @param {HTMLElement} root @param {unknown} problem */
function refused(root, problem) {
  if (!(problem instanceof WalletError)) throw problem;
  const wrong = ["not_found", "bad_request"].includes(problem.code);
  fill(root, { say: wrong ? word("host.refused") : sentence(problem) });
  const code = field(root, "code");
  code.value = "";
  code.focus();
}

export const hostIn = { "host-in": showIn };
