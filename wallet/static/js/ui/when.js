/** Days and hours as people in Brussels write them, in the page's language, always with 0-9. */
import { language } from "./words.js";

const ZONE = "Europe/Brussels";
/** @type {Record<string, string>} */
const LOCALES = { nl: "nl-BE", fr: "fr-BE", en: "en-GB", ar: "ar" };

/** @typedef {Intl.DateTimeFormatOptions} Options */

const DAY = /** @type {Options} */ ({ day: "numeric", month: "long", year: "numeric" });
const HOUR = /** @type {Options} */ ({ hour: "2-digit", minute: "2-digit", hour12: false });
const MOMENT = /** @type {Options} */ ({ weekday: "long", day: "numeric", month: "long", ...HOUR });
/** Each is kept: to make one costs an old phone a tenth of a second. @type {Map<Options, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @param {number} seconds
 * @param {Options} options
 */
function format(seconds, options) {
  const made = formats.get(options) ?? new Intl.DateTimeFormat(`${LOCALES[language()] ?? "nl-BE"}-u-nu-latn-ca-gregory`, { timeZone: ZONE, ...options });
  formats.set(options, made);
  return made.format(new Date(seconds * 1000));
}

/** @param {number} seconds since the epoch */
export function day(seconds) {
  return format(seconds, DAY);
}

/** @param {number} seconds since the epoch */
export function hour(seconds) {
  return format(seconds, HOUR);
}

/** @param {number} seconds since the epoch */
export function moment(seconds) {
  return format(seconds, MOMENT);
}

/** The hour for an end today, else the day too. @param {number} until @param {number} now */
export function endOf(until, now) {
  return day(until) === day(now) ? hour(until) : moment(until);
}
