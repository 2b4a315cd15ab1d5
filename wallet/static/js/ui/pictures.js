/**
 * The 256 pictures of names and secrets (docs/pictures.md): one sheet and one list of names, fetched whole before
 * anything is tapped. The sheet is kept as a blob, so drawing a picture can never send a request.
 */
import { fold } from "../crypto/text.js";
import { WalletError } from "../errors.js";
import * as blobs from "./blobs.js";

const COUNT = 256;
const COLUMNS = 16;
const ALIKE = /** @type {Record<string, string>} */ ({ œ: "oe", ة: "ه", ى: "ي" });
const ARTICLE = /^ال(?=..)/;

/** @typedef {{from: number, name: string}} Group its pictures go from `from` to the next group's */
/** @typedef {{sheet: string, groups: Group[], names: string[], folded: string[][]}} Loaded */

/** @type {Promise<Loaded> | null} */
let loading = null;
/** @type {Loaded | null} */
let loaded = null;

/** Fetches the sheet and the names, once. Throws `offline` where that fails; the next call tries again. */
export async function load() {
  loading ??= fetchAll();
  try {
    loaded = await loading;
  } catch {
    loading = null;
    throw new WalletError("offline");
  }
}

async function fetchAll() {
  const where = /** @type {HTMLElement} */ (document.getElementById("pictures")).dataset;
  const [sheet, list] = await Promise.all([get(where.sheet), get(where.names)]);
  const { groups, names } = /** @type {{groups: Group[], names: string[]}} */ (await list.json());
  const url = blobs.address(await sheet.arrayBuffer(), "image/png");
  const image = new Image();
  image.src = url;
  await image.decode();
  return { sheet: url, groups, names, folded: names.map(parts) };
}

/** The browser may keep these in its cache: they are the same for everyone. @param {string | undefined} url */
async function get(url) {
  const answer = await fetch(url ?? "", { credentials: "omit" });
  if (!answer.ok) throw new WalletError("offline");
  return answer;
}

function need() {
  if (!loaded) throw new Error("pictures.load() has not finished");
  return loaded;
}

/** All indexes, in the order of the sheet. */
export function all() {
  return Array.from({ length: COUNT }, (_, index) => index);
}

/** Animals, plants, food …: the groups in the order of the sheet, named in this page's language. */
export function groups() {
  return need().groups;
}

/**
 * @param {number} index
 * @returns {string} in this page's language
 */
export function name(index) {
  return need().names[index];
}

/**
 * An element that shows picture `index`; silent for screen readers unless `label` names it.
 * @param {number} index
 * @param {number} size a side, in CSS pixels
 * @param {string} [label]
 * @returns {HTMLElement}
 */
export function draw(index, size, label) {
  const box = document.createElement("span");
  Object.assign(box.style, {
    display: "inline-block",
    width: `${size}px`,
    height: `${size}px`,
    borderRadius: "12%",
    background: `#fff url("${need().sheet}") ${-(index % COLUMNS) * size}px ${-Math.floor(index / COLUMNS) * size}px / ${COLUMNS * size}px auto`,
  });
  for (const rule of ["print-color-adjust", "-webkit-print-color-adjust"]) box.style.setProperty(rule, "exact");
  box.style.setProperty("forced-color-adjust", "none");
  if (label === undefined) box.setAttribute("aria-hidden", "true");
  else {
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", label);
  }
  return box;
}

/**
 * The pictures whose name, or a later word of it, begins with `prefix`: the whole name first, then its beginning,
 * then later words. Case, accents, gaps, an Arabic article and the kinds of alif do not matter. All of them where
 * nothing was typed.
 * @param {string} prefix
 * @returns {number[]} indexes
 */
export function complete(prefix) {
  const typed = parts(prefix)[0];
  if (!typed) return all();
  const forms = [typed, typed.replace(ARTICLE, "")];
  const { folded } = need();
  return [0, 1, 2].flatMap((rank) => all().filter((index) => rankOf(folded[index], forms) === rank));
}

/**
 * @param {string[]} name
 * @param {string[]} forms of what was typed
 */
function rankOf(name, forms) {
  if (forms.includes(name[0])) return 0;
  if (forms.some((form) => name[0].startsWith(form))) return 1;
  return forms.some((form) => name.some((word) => word.startsWith(form))) ? 2 : 3;
}

/**
 * The whole name without gaps, then each later word of it.
 * @param {string} said
 */
function parts(said) {
  const words = fold(said)
    .replace(/[œةى]/g, (letter) => ALIKE[letter])
    .split(" ");
  return [words.join(""), ...words.slice(1)];
}
