/** Fields for the groups of a card or a part; each says right or wrong as soon as it is full. */
import { groupOk } from "../crypto/card.js";
import { clone, field, fill, find } from "./dom.js";
import { word } from "./words.js";

/** Groups of a card. */
const CARD = 10;
const LENGTH = 5;

/** The fields, and what was typed into them. */
export class Groups {
  /** @param {() => void} onchange called after every key @param {number} [count] */
  constructor(onchange, count = CARD) {
    this.onchange = onchange;
    this.count = count;
    this.element = fill(clone("part-groups"), { legend: word("unlock.groups", { count }) });
    this.fields = Array.from({ length: count }, (_, at) => this.#group(at));
  }

  /** @returns {string[]} texts of digits, as typed */
  values() {
    return this.fields.map((one) => one.value);
  }

  complete() {
    return this.fields.every((one) => groupOk(one.value));
  }

  /** @param {string[]} values as scanned */
  fill(values) {
    for (const [at, one] of this.fields.entries()) {
      one.value = values[at] ?? "";
      this.#judge(at);
    }
    this.onchange();
  }

  /** @param {number} at */
  #group(at) {
    const label = clone("part-group");
    find(label, "label").textContent = word("unlock.group", { n: at + 1, count: this.count });
    this.element.append(label);
    const input = field(label, "input");
    input.addEventListener("input", () => this.#typed(at));
    input.addEventListener("paste", (event) => this.#pasted(event));
    return input;
  }

  /** @param {number} at */
  #typed(at) {
    const input = this.fields[at];
    input.value = digits(input.value).slice(0, LENGTH);
    if (this.#judge(at)) this.fields[at + 1]?.focus();
    this.onchange();
  }

  /** @param {ClipboardEvent} event all digits at once fill all fields */
  #pasted(event) {
    const all = digits(event.clipboardData?.getData("text") ?? "");
    if (all.length !== this.count * LENGTH) return;
    event.preventDefault();
    this.fill(all.match(/.{5}/g) ?? []);
  }

  /** @param {number} at @returns {boolean} whether the group is full and right */
  #judge(at) {
    const input = this.fields[at];
    const full = input.value.length === LENGTH;
    const right = full && groupOk(input.value);
    const label = /** @type {HTMLElement} */ (input.closest("label"));
    label.classList.toggle("right", right);
    label.classList.toggle("bad", full && !right);
    find(label, "sign").textContent = full ? word(right ? "unlock.right" : "unlock.wrong") : "";
    find(label, "label").textContent = word(full ? (right ? "unlock.group-right" : "unlock.group-wrong") : "unlock.group", { n: at + 1, count: this.count });
    input.setAttribute("aria-invalid", String(full && !right));
    return right;
  }
}

/** A group as it stands on paper. @param {string} group @param {number} at */
export function printedGroup(group, at) {
  return fill(clone("part-paper-group"), { n: at + 1, digits: group });
}

/** @param {string} text @returns {string} its digits, Arabic ones as 0 to 9 */
export function digits(text) {
  return text.normalize("NFKC").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (one) => String(one.charCodeAt(0) & 15)).replace(/[^0-9]/g, "");
}
