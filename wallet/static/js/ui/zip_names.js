/** How a name in a ZIP is read: as UTF-8 where it is said or can be, else by the letters of DOS. */

/** Letters 128 to 255 of code page 437; where that has lines for drawing boxes, the letters of code page 850. */
const DOS =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";
/** A field besides, with the name in UTF-8: Info-ZIP's "Unicode path". */
const UNICODE_PATH = 0x7075;
const PATH_AT = 5;

/**
 * @param {Uint8Array} bytes @param {boolean} said whether the ZIP says that it is UTF-8 @param {(id: number) => DataView | null} extra
 * @returns {string} folders parted by "/", accents joined to their letters
 */
export function nameIn(bytes, said, extra) {
  const path = extra(UNICODE_PATH);
  const unicode = path && path.byteLength > PATH_AT ? utf8(new Uint8Array(path.buffer, path.byteOffset + PATH_AT, path.byteLength - PATH_AT)) : null;
  const name = unicode ?? utf8(bytes) ?? (said ? new TextDecoder().decode(bytes) : dos(bytes));
  return name.normalize("NFC").replaceAll("\\", "/");
}

/** @param {Uint8Array} bytes @returns {string | null} null where it is something else */
function utf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
function dos(bytes) {
  return Array.from(bytes, (one) => (one < 128 ? String.fromCharCode(one) : DOS[one - 128])).join("");
}
