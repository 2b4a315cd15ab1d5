/** Moments on the clock of Brussels, whatever clock the device keeps. Seconds since the epoch. */

const ZONE = "Europe/Brussels";
const HOUR = 3600;
const DAY = 24 * HOUR;
/** Letters of YYYY-MM-DDTHH:MM. */
const MINUTES = 16;

/**
 * @param {number} seconds
 * @returns {{date: string, seconds: number}} the day there (YYYY-MM-DD) and how far it is
 */
function there(seconds) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const part = Object.fromEntries(format.formatToParts(new Date(seconds * 1000)).map(({ type, value }) => [type, value]));
  return { date: `${part.year.padStart(4, "0")}-${part.month}-${part.day}`, seconds: Number(part.hour) * HOUR + Number(part.minute) * 60 + Number(part.second) };
}

/**
 * The last second of the day that it is in Brussels, on the days when the clocks change too.
 * @param {number} now
 */
export function endOfToday(now) {
  const { date, seconds } = there(now);
  const guess = now - seconds + DAY - 1;
  return [guess, guess + HOUR, guess - HOUR].filter((one) => there(one).date === date).sort((a, b) => b - a)[0];
}

/**
 * @param {string} typed as a datetime-local field gives it, meant on the clock of Brussels
 * @returns {number | null} null where it is no moment; the later one of an hour that comes twice, or that is left out, as the clocks change
 */
export function inBrussels(typed) {
  const utc = Date.parse(`${typed}Z`) / 1000;
  if (Number.isNaN(utc) || new Date(utc * 1000).toISOString().slice(0, MINUTES) !== typed.slice(0, MINUTES)) return null;
  const shown = (/** @type {number} */ at) => Date.parse(`${there(at).date}T00:00Z`) / 1000 + there(at).seconds;
  const near = [utc - DAY, utc + DAY].map((day) => utc - (shown(day) - day));
  const right = near.filter((one) => shown(one) === utc);
  return Math.max(...(right.length ? right : near));
}

/**
 * @param {number} seconds
 * @returns {string} for a datetime-local field
 */
export function asTyped(seconds) {
  const { date, seconds: into } = there(seconds);
  const two = (/** @type {number} */ n) => String(Math.floor(n)).padStart(2, "0");
  return `${date}T${two(into / HOUR)}:${two((into % HOUR) / 60)}`;
}
