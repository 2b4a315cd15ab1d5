/** A card is shown, printed or copied by hand, and proven by typing two of its groups: here and in settings. */
import { field, find, onClick, toggle } from "../ui/dom.js";
import { digits, printedGroup } from "../ui/groups.js";
import { qrBox } from "../ui/qrbox.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";
import * as vault from "../vault.js";

/** @typedef {{groups: string[], qr: string}} Card */
/** @typedef {{begin: string, back: () => unknown, kind?: "pocket" | "safe", name?: string}} Making `begin` is the keeper's method that draws one */

/**
 * Resolves once the person has shown to hold the card.
 * @param {Making} making
 * @returns {Promise<"pocket" | "safe">} which kind they took in the end
 */
export async function makeCard({ begin, back, kind = "pocket", name = "" }) {
  const card = await vault.call(begin, { kind, name });
  return new Promise((resolve) => void showCard(card, kind, { begin, back, name }, resolve));
}

/**
 * @param {Card} card
 * @param {"pocket" | "safe"} kind
 * @param {Making} making
 * @param {(kind: "pocket" | "safe") => void} resolve
 */
async function showCard(card, kind, making, resolve) {
  const other = kind === "pocket" ? "safe" : "pocket";
  const root = await show(card, kind, making.back);
  const again = () => void showCard(card, kind, making, resolve);
  find(root, "other").textContent = word(`card.to-${other}`);
  onClick(root, "other", () => void makeCard({ ...making, kind: other }).then(resolve));
  onClick(root, "next", () => showProof(card, again, () => resolve(kind)));
}

/** A pocket card that was made before, to be printed again. @param {Card} card @param {() => unknown} back @returns {Promise<void>} resolves once the person is done */
export async function showAgain(card, back) {
  const root = await show(card, "pocket", back);
  find(root, "other").hidden = true;
  return new Promise((resolve) => onClick(root, "next", () => resolve()));
}

/** @param {Card} card @param {"pocket" | "safe"} kind @param {() => unknown} back */
async function show(card, kind, back) {
  const values = {
    title: word(`card.${kind}`),
    lead: word(`card.${kind}-lead`),
    kind: word(`card.kind-${kind}`),
    qr: await qrBox(card.qr, word("card.qr"), 6),
    groups: card.groups.map(printedGroup),
  };
  const root = screen.show("screen-card", values, { back });
  toggle(root, "pictures", kind === "pocket");
  onClick(root, "print", () => window.print());
  return root;
}

/**
 * @param {Card} card
 * @param {() => unknown} back
 * @param {() => void} proven
 */
function showProof(card, back, proven) {
  const [first, second] = twoOf(card.groups.length);
  const labels = { label1: word("card.group-label", { n: first + 1 }), label2: word("card.group-label", { n: second + 1 }) };
  const root = screen.show("screen-card-proof", labels, { back });
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = ["first", "second"].map((name) => digits(field(root, name).value));
    const right = typed[0] === card.groups[first] && typed[1] === card.groups[second];
    toggle(root, "trouble", !right);
    if (right) proven();
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
