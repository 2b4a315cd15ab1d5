/** Damm's check digit: finds every single wrong digit and every swap of neighbours. */
import { need } from "../errors.js";

const TABLE = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];

/** @param {string} digits ASCII digits @returns {string} the check digit */
export function damm(digits) {
  need(/^[0-9]+$/.test(digits), "bad_check");
  let state = 0;
  for (const digit of digits) state = Number(TABLE[state][Number(digit)]);
  return String(state);
}
