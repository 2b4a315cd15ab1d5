/**
 * Entries of a list that cannot be read: whoever holds a secret can write into its list whatever they like. They are set
 * aside, counted and kept, and never used; the others stand. What only a newer wallet can read comes back in that one.
 */
import * as v from "valibot";
import { ENTRIES, TRACE } from "../schema/catalogue.js";
import { plain } from "../schema/plain.js";

/**
 * @typedef {keyof typeof ENTRIES} ListName
 * @typedef {{list: string, entry: unknown, twice?: boolean}} Aside `twice`: its id stood in the list already, so that it never comes back
 * @typedef {Record<ListName, unknown[]> & {aside: Aside[]}} Sifted
 */

const NAMES = /** @type {ListName[]} */ (Object.keys(ENTRIES));

/** Traces stay for 400 days: there may be many more of them than of what stands. */
const TRACES = 50_000;

/** Parts the entries of every list. @param {Record<string, any>} value a catalogue whose lists are arrays @returns {Sifted} */
export function sift(value) {
  const sieve = new Sieve();
  for (const name of NAMES) for (const entry of value[name]) sieve.take({ list: name, entry });
  for (const one of earlier(value["aside"])) sieve.take(one);
  return sieve.sifted;
}

class Sieve {
  sifted = /** @type {Sifted} */ (/** @type {unknown} */ ({ ...Object.fromEntries(NAMES.map((name) => [name, []])), aside: [] }));
  /** By list; a paper is on the list or in the bin. @type {Map<string, Set<string>>} */
  #ids = new Map(NAMES.map((name) => [name, new Set()]));
  /** @type {Map<string, number>} */
  #room = new Map(NAMES.flatMap((name) => [[name, ENTRIES[name][1]], [`${name} gone`, TRACES]]));

  constructor() {
    this.#ids.set("bin", /** @type {Set<string>} */ (this.#ids.get("docs")));
  }

  /** @param {Aside} one */
  take({ list, entry, twice }) {
    const known = this.#ids.get(list);
    const name = /** @type {ListName} */ (list);
    const good = known && !twice && isEntry(name, entry, (kind) => this.#fits(kind));
    if (good && !known.has(good.id)) {
      known.add(good.id);
      this.sifted[name].push(entry);
    } else this.sifted.aside.push({ list, entry: plain(entry) ? entry : null, ...(twice || good ? { twice: true } : {}) });
  }

  /** @param {string} kind */
  #fits(kind) {
    const left = (this.#room.get(kind) ?? 0) - 1;
    this.#room.set(kind, left);
    return left >= 0;
  }
}

/** @param {ListName} name @param {any} entry @param {(kind: string) => boolean} [fits] asked first: to look at a hundred thousand takes long @returns {{id: string} | null} */
export function isEntry(name, entry, fits = () => true) {
  if (typeof entry !== "object" || entry === null) return null;
  const gone = "gone" in entry;
  const known = fits(gone ? `${name} gone` : name) && plain(entry) && v.is(gone ? TRACE : ENTRIES[name][0], entry);
  return known ? entry : null;
}

/** What was set aside before. @param {unknown} said @returns {Aside[]} */
function earlier(said) {
  if (said === undefined) return [];
  const all = Array.isArray(said) ? said : [said];
  return all.map((one) => (typeof one?.list === "string" && "entry" in one ? { list: one.list.slice(0, 40), entry: one.entry, ...(one.twice ? { twice: true } : {}) } : { list: "", entry: one }));
}
