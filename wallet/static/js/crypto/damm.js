/** Typed digits, and Damm's check digit: it finds every single wrong digit and every swap of neighbours. */
import { need } from "../errors.js";
import { plainDigits } from "./text.js";

// The totally anti-symmetric quasigroup of order 10 from H. M. Damm's thesis (2004).
const TABLE = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];

/** @param {string} digits ASCII digits @returns {string} the check digit */
export function damm(digits) {
  let state = 0;
  for (const digit of digits) state = Number(TABLE[state][Number(digit)]);
  return String(state);
}

/**
 * The digits in what a person typed: gaps, dots and dashes go, Arabic, Persian and full-width digits become ASCII.
 * @param {string} typed
 * @param {number} length
 * @returns {string}; `bad_check` for anything else or another number of digits
 */
export function onlyDigits(typed, length) {
  const digits = plainDigits(typed);
  need(digits.length === length && /^[0-9]*$/.test(digits), "bad_check");
  return digits;
}

/** @param {string} typed @param {number} length @returns {string} without the check digit that ends them; `bad_check` when it does not fit */
export function checked(typed, length) {
  const digits = onlyDigits(typed, length);
  need(damm(digits) === "0", "bad_check");
  return digits.slice(0, -1);
}

/** @param {number} count at most 9 @returns {string} evenly drawn */
export function randomDigits(count) {
  const span = 10 ** count;
  const limit = Math.floor(2 ** 32 / span) * span;
  for (;;) {
    const [n] = crypto.getRandomValues(new Uint32Array(1));
    if (n < limit) return String(n % span).padStart(count, "0");
  }
}
