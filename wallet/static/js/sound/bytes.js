/** Reading and blanking bytes of sound files. */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** A sound file that does not keep to its own format. */
export class Malformed extends Error {}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {string} letters
 * @returns {boolean} whether these ASCII letters stand there; false outside
 */
export function starts(bytes, at, letters) {
  return at >= 0 && [...letters].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} [length]
 * @returns {string} Latin-1
 */
export function letters(bytes, at, length = 4) {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} length at most 6 bytes
 * @returns {number} big-endian
 */
export function big(bytes, at, length) {
  if (at < 0 || at + length > bytes.length) throw new Malformed();
  return bytes.subarray(at, at + length).reduce((sum, one) => sum * 256 + one, 0);
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} length at most 6 bytes
 * @returns {number} little-endian
 */
export function little(bytes, at, length) {
  if (at < 0 || at + length > bytes.length) throw new Malformed();
  return bytes.subarray(at, at + length).reduceRight((sum, one) => sum * 256 + one, 0);
}

/**
 * @param {Uint8Array} bytes is written into
 * @param {number} at
 * @param {number} value
 */
export function putLittle(bytes, at, value) {
  for (let i = 0; i < 4; i++) bytes[at + i] = (value >>> (8 * i)) & 255;
}

/**
 * @param {Uint8Array[]} parts
 * @returns {Bytes}
 */
export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
