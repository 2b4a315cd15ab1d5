/** A part: shown to be given away, and typed or scanned when it comes back. */
import { parsePartQr, partGroups } from "../crypto/part.js";
import { find, onClick } from "../ui/dom.js";
import { Groups, printedGroup } from "../ui/groups.js";
import { report } from "../ui/problem.js";
import { qrBox } from "../ui/qrbox.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";
import { scan } from "./scan_card.js";

const GROUPS = 13;

/** @param {{name: string, groups: string[], qr: string}} part @param {() => unknown} back @returns {Promise<void>} resolves once it was handed over */
export async function showPart(part, back) {
  const values = { title: word("people.part", { name: part.name }), qr: await qrBox(part.qr, word("people.qr"), 6), groups: part.groups.map(printedGroup) };
  const root = screen.show("screen-part", values, { back });
  onClick(root, "print", () => window.print());
  return new Promise((resolve) => onClick(root, "next", () => resolve()));
}

/** @param {string} title @param {() => unknown} back @returns {Promise<string[]>} 13 groups */
export function askPart(title, back) {
  return new Promise((resolve) => ask(title, back, resolve));
}

/** @param {string} title @param {() => unknown} back @param {(groups: string[]) => void} resolve @param {string[]} [scanned] */
function ask(title, back, resolve, scanned) {
  const fields = new Groups(() => find(root, "next").toggleAttribute("disabled", !fields.complete()), GROUPS);
  const root = screen.show("screen-part-typed", { title, groups: fields.element }, { back });
  const again = (/** @type {string[]} */ groups) => ask(title, back, resolve, groups);
  onClick(root, "scan", () => void read(again));
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    resolve(fields.values());
  });
  if (scanned?.length) fields.fill(scanned);
}

/** @param {(groups: string[]) => void} again */
async function read(again) {
  try {
    again(await scan(groupsOf, () => again([])));
  } catch (problem) {
    again([]);
    await report(problem);
  }
}

/** @param {string} text @returns {string[] | null} null where it is no part */
function groupsOf(text) {
  const part = parsePartQr(text);
  return part && partGroups(part);
}
