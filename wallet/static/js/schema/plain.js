/** What every value from outside is made of. A schema refuses what has the right type and makes no sense, too. */
import * as v from "valibot";
import { need } from "../errors.js";

/** Papers have 32 million bytes at most: crypto/document.js. */
const LARGEST = 32_000_000;
/** The last second of the year 9999: what a date can show. */
const LAST_SECOND = 253_402_300_799;
/** Numbers of saves, in lists that a person makes: far below where counting ends. */
const LAST_SAVE = 2 ** 45;
/** What a list is brought back to that has come near to it. */
export const RENUMBERED = 2 ** 43;
/** Saves, and leaps of a million, that are always left. */
const SAVES_LEFT = 2 ** 44;
/** Nothing that a wallet writes lies deeper; JSON.stringify gives up at some thousands. */
const DEEPEST = 32;

export const ID = v.pipe(v.string(), v.regex(/^[\w-]{21}[AQgw]$/)); // 16 bytes, canonical base64url
export const KEY = v.pipe(v.string(), v.regex(/^[\w-]{42}[AEIMQUYcgkosw048]$/)); // 32 bytes
export const LINE = v.pipe(v.string(), v.maxLength(2_000));
export const TEXT = v.pipe(v.string(), v.maxLength(20_000));
export const MIME = v.pipe(v.string(), v.maxLength(255));
/** Of what a person chose from a list, in words that stand in a template. */
export const CODE = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/));
export const TIME = count(LAST_SECOND);
export const LENGTH = count(LARGEST);
export const SAVE = count(LAST_SAVE);
/** The number of a list that is read: more saves can follow. */
export const LIST_SAVE = count(LAST_SAVE - SAVES_LEFT);
export const DAY = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/), v.check((said) => Date.parse(`${said}T12:00Z`) > -1e14)); // not NaN

/** A whole number from 0. @param {number} most */
export function count(most) {
  return v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
}

/** @template {v.GenericSchema} S @param {S} one @param {number} [most] */
export function list(one, most = 5_000) {
  return v.pipe(v.array(one), v.maxLength(most));
}

/** What a schema makes of a value. @template {v.GenericSchema} S @param {S} schema @param {unknown} value @param {string} [code] @returns {v.InferOutput<S>} raises `code` */
export function parsed(schema, value, code = "bad_json") {
  const read = v.safeParse(schema, value, { abortEarly: true });
  need(read.success, code);
  return read.output;
}

/** Whether JSON has no depth that cannot be written again, and no key that is another thing to an object. @param {unknown} value */
export function plain(value) {
  let level = [value];
  for (let depth = 0; level.length; depth++) {
    if (depth > DEEPEST) return false;
    const inside = level.filter((one) => typeof one === "object" && one !== null);
    if (inside.some((one) => Object.prototype.hasOwnProperty.call(one, "__proto__"))) return false;
    level = inside.flatMap((one) => Object.values(/** @type {object} */ (one)));
  }
  return true;
}
