/** The first screen at /s: twelve digits, or the whole link pasted. */
import { checked } from "../crypto/damm.js";
import { plainDigits } from "../crypto/text.js";
import { askWorker } from "../ui/asking.js";
import { field, fill, find, toggle } from "../ui/dom.js";
import { linkKey } from "../ui/link_key.js";
import * as leave from "../ui/leave.js";
import { newWorker } from "../ui/parts.js";
import * as stage from "../ui/stage.js";
import { word } from "../ui/words.js";

const LENGTH = 12;
/** @type {Worker | null} */
let worker = null;
leave.whenLeaving(dismiss);

/** The Worker of the next try: fetched while the first digits are typed. */
function ready() {
  worker ??= newWorker("digits");
  return worker;
}

function dismiss() {
  worker?.terminate();
  worker = null;
}

/** @param {{say?: string}} [arg] `say`: a word to show at once */
function showDigits({ say } = {}) {
  const root = stage.show("screen-digits", { say: say ? word(say) : "" });
  const input = field(root, "digits");
  input.addEventListener("input", () => typed(root, input));
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(root, input.value);
  });
  input.focus();
}

/**
 * Groups what is typed, and says at once whether twelve digits can be right.
 * @param {HTMLElement} root
 * @param {HTMLInputElement} input
 */
function typed(root, input) {
  const link = linkKey(input.value) ?? (input.value.includes("#") ? "#broken" : "");
  if (link) return void stage.go("link", link);
  ready();
  const digits = plainDigits(input.value).replace(/\D/g, "").slice(0, LENGTH);
  const atEnd = input.selectionStart === input.value.length;
  if (atEnd) input.value = (digits.match(/.{1,4}/g) ?? []).join(" ");
  const state = digits.length < LENGTH ? "" : right(digits) ? "right" : "wrong";
  input.setAttribute("aria-invalid", String(state === "wrong"));
  root.dataset.state = state;
  fill(root, { say: state ? word(`digits.${state}`) : "" });
}

/** @param {string} digits */
function right(digits) {
  try {
    return checked(digits, LENGTH).length > 0;
  } catch {
    return false;
  }
}

/**
 * @param {HTMLElement} root
 * @param {string} typedDigits
 */
async function submit(root, typedDigits) {
  const digits = plainDigits(typedDigits).replace(/\D/g, "");
  if (!right(digits)) return void fill(root, { say: word(digits.length === LENGTH ? "digits.wrong" : "digits.short") });
  toggle(root, "form", false);
  toggle(root, "working", true);
  try {
    const bar = /** @type {HTMLProgressElement} */ (find(root, "bar"));
    const door = await ask(digits, (done) => (bar.value = done));
    await stage.go("notice", { door, fragment: "" });
  } catch (problem) {
    await stage.go("stopped", { problem, retry: () => stage.go("digits") });
  }
}

/**
 * @param {string} digits
 * @param {(done: number) => void} onprogress
 * @returns {Promise<import("../opening.js").Door>}
 */
function ask(digits, onprogress) {
  return askWorker(ready(), { digits }, onprogress).finally(dismiss);
}

export const digits = { digits: showDigits };
