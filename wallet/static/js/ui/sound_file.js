/** Sound loses its tags: who recorded it, where, and the pictures some players put in. */

const ID3_HEAD = 10;
const ID3_TAIL = 128;

/**
 * @param {Blob} file
 * @returns {Promise<Blob>} the same sound
 */
export async function cleanSound(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return new Blob([withoutId3(bytes)], { type: file.type });
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function withoutId3(bytes) {
  let start = 0;
  while (starts(bytes, start, "ID3") && start + ID3_HEAD <= bytes.length) start += ID3_HEAD + syncsafe(bytes, start + 6);
  const end = starts(bytes, bytes.length - ID3_TAIL, "TAG") ? bytes.length - ID3_TAIL : bytes.length;
  return bytes.subarray(Math.min(start, end), end);
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {string} letters
 */
function starts(bytes, at, letters) {
  return at >= 0 && [...letters].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}

/**
 * The length of an ID3v2 tag: four bytes of seven bits (ID3v2.4 structure, section 6.2).
 * @param {Uint8Array} bytes
 * @param {number} at
 */
function syncsafe(bytes, at) {
  return [0, 1, 2, 3].reduce((sum, i) => (sum << 7) | (bytes[at + i] & 127), 0);
}
