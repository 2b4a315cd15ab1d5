/** Which way up a picture is shown: the one thing of EXIF that a reader needs. */

const TAG = 0x0112;
const ENTRY = 12;
/** Big-endian TIFF with one directory of one entry; its value stands at `VALUE`. */
const ALONE = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
const VALUE = 19;

/** @param {Uint8Array} tiff @returns {number} 1 (as it is) to 8; 1 where nothing is said, or nothing that can be read */
export function orientationIn(tiff) {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  try {
    const little = view.getUint16(0) === 0x4949;
    const directory = view.getUint32(4, little);
    for (let n = 0; n < view.getUint16(directory, little); n++) {
      const at = directory + 2 + n * ENTRY;
      if (view.getUint16(at, little) === TAG) return known(view.getUint16(at + 8, little));
    }
  } catch (problem) {
    if (!(problem instanceof RangeError)) throw problem;
  }
  return 1;
}

/** @param {number} orientation */
export function exifWith(orientation) {
  const tiff = Uint8Array.from(ALONE);
  tiff[VALUE] = orientation;
  return tiff;
}

/** @param {number} value */
function known(value) {
  return value >= 1 && value <= 8 ? value : 1;
}
