/** A card is shown, printed or copied by hand, and proven by typing two of its groups: here and in settings. */
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import { digits } from "../ui/groups.js";
import { qrBox } from "../ui/qrbox.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";
import * as vault from "../vault.js";

/** @typedef {{groups: string[], code: string | null, qr: string}} Card */
/** @typedef {{begin: string, back: () => unknown, kind?: "pocket" | "safe", name?: string}} Making `begin` is the keeper's method that draws one */

/**
 * Resolves once the person has shown to hold the card.
 * @param {Making} making
 * @returns {Promise<void>}
 */
export async function makeCard({ begin, back, kind = "pocket", name = "" }) {
  const card = await vault.call(begin, { kind, name });
  await new Promise((resolve) => void showCard(card, kind, { begin, back, name }, resolve));
}

/**
 * @param {Card} card
 * @param {"pocket" | "safe"} kind
 * @param {Making} making
 * @param {(done: unknown) => void} resolve
 */
async function showCard(card, kind, making, resolve) {
  const other = kind === "pocket" ? "safe" : "pocket";
  const values = {
    title: word(`card.${kind}`),
    lead: word(`card.${kind}-lead`),
    kind: word(`card.kind-${kind}`),
    code: card.code ?? "",
    qr: await qrBox(card.qr, word("card.qr"), 6),
    groups: card.groups.map(printedGroup),
  };
  const root = screen.show("screen-card", values, { back: making.back });
  const again = () => void showCard(card, kind, making, resolve);
  toggle(root, "code-box", card.code !== null);
  find(root, "other").textContent = word(`card.to-${other}`);
  onClick(root, "print", () => window.print());
  onClick(root, "other", () => void makeCard({ ...making, kind: other }).then(resolve));
  onClick(root, "next", () => showProof(card, again, resolve));
}

/**
 * @param {string} group
 * @param {number} at
 */
function printedGroup(group, at) {
  return fill(clone("part-paper-group"), { n: at + 1, digits: group });
}

/**
 * @param {Card} card
 * @param {() => unknown} back
 * @param {(done: unknown) => void} resolve
 */
function showProof(card, back, resolve) {
  const [first, second] = twoOf(card.groups.length);
  const labels = { label1: word("card.group-label", { n: first + 1 }), label2: word("card.group-label", { n: second + 1 }) };
  const root = screen.show("screen-card-proof", labels, { back });
  toggle(root, "code-field", card.code !== null);
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = ["first", "second", "code"].map((name) => digits(field(root, name).value));
    const right = typed[0] === card.groups[first] && typed[1] === card.groups[second] && (card.code === null || typed[2] === card.code);
    toggle(root, "trouble", !right);
    if (right) resolve(undefined);
  });
}

/**
 * Two different places, in order, drawn anew each time.
 * @param {number} count
 */
function twoOf(count) {
  const places = Array.from({ length: count }, (_, at) => at);
  const draw = () => places.splice(crypto.getRandomValues(new Uint32Array(1))[0] % places.length, 1)[0];
  return [draw(), draw()].sort((a, b) => a - b);
}
