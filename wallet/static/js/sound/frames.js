/** MPEG sound, layers 1 to 3 (ISO/IEC 11172-3), and AAC in ADTS (ISO/IEC 13818-7): frame after frame, without a head of the file. */

/** A sound that was cut at its beginning starts within a frame; none is longer. */
const SEARCHED = 16_384;
/** As many in a row are no accident. */
const IN_A_ROW = 3;
/** kbit/s of MPEG-1, layers 1, 2 and 3, then of MPEG-2, layer 1, then 2 and 3. */
const RATES = [
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const SAMPLED = [44_100, 48_000, 32_000];

/** @param {Uint8Array} bytes @returns {"audio/mpeg" | "audio/aac" | null} */
export function frameType(bytes) {
  const last = Math.min(bytes.length, SEARCHED + Math.max(0, bytes.findIndex((one) => one !== 0)));
  for (let at = bytes.indexOf(0xff); at >= 0 && at < last; at = bytes.indexOf(0xff, at + 1)) {
    if (follow(bytes, at)) return isAdts(bytes, at) ? "audio/aac" : "audio/mpeg";
  }
  return null;
}

/** @param {Uint8Array} bytes @param {number} at */
function follow(bytes, at) {
  for (let seen = 0; seen < IN_A_ROW; seen++) {
    const length = frameLength(bytes, at);
    if (!length) return false;
    at += length;
  }
  return true;
}

/** @param {Uint8Array} bytes @param {number} at */
function isAdts(bytes, at) {
  return bytes[at] === 0xff && (bytes[at + 1] & 0xf6) === 0xf0;
}

/** @param {Uint8Array} bytes @param {number} at @returns {number} 0 where no frame starts */
function frameLength(bytes, at) {
  if (isAdts(bytes, at)) return ((bytes[at + 3] & 3) << 11) | (bytes[at + 4] << 3) | (bytes[at + 5] >> 5);
  return bytes[at] === 0xff && bytes[at + 1] >= 0xe0 ? mpegLength(bytes[at + 1], bytes[at + 2]) : 0;
}

/** @param {number} second @param {number} third the bytes of a head */
function mpegLength(second, third) {
  const version = (second >> 3) & 3; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
  const layer = 4 - ((second >> 1) & 3);
  const rate = RATES[version === 3 ? layer - 1 : layer === 1 ? 3 : 4]?.[third >> 4];
  const sampled = SAMPLED[(third >> 2) & 3];
  if (version === 1 || layer === 4 || !rate || !sampled) return 0;
  const hertz = version === 3 ? sampled : version === 2 ? sampled / 2 : sampled / 4;
  const padding = (third >> 1) & 1;
  if (layer === 1) return (Math.floor((12_000 * rate) / hertz) + padding) * 4;
  return Math.floor(((layer === 3 && version !== 3 ? 72_000 : 144_000) * rate) / hertz) + padding;
}
