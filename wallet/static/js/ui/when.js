/** Days and hours as people in Brussels write them, in the page's language, always with 0-9. */
import { language } from "./words.js";

const ZONE = "Europe/Brussels";
/** @type {Record<string, string>} */
const LOCALES = { nl: "nl-BE", fr: "fr-BE", en: "en-GB", ar: "ar" };

/**
 * @param {number} seconds
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(seconds, options) {
  const locale = `${LOCALES[language()] ?? "nl-BE"}-u-nu-latn-ca-gregory`;
  return new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }).format(new Date(seconds * 1000));
}

/** @param {number} seconds since the epoch */
export function day(seconds) {
  return format(seconds, { day: "numeric", month: "long", year: "numeric" });
}

/** @param {number} seconds since the epoch */
export function hour(seconds) {
  return format(seconds, { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** @param {number} seconds since the epoch */
export function moment(seconds) {
  return format(seconds, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hour12: false });
}
