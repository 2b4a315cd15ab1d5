/** Addresses of decrypted bytes. All of them are taken back when the page is left. */

/** @type {Set<string>} */
const open = new Set();

/**
 * A blob: address for these bytes.
 * @param {BlobPart} bytes
 * @param {string} type
 */
export function address(bytes, type) {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  open.add(url);
  return url;
}

/** @param {string} url */
export function revoke(url) {
  open.delete(url);
  URL.revokeObjectURL(url);
}

export function revokeAll() {
  for (const url of open) revoke(url);
}
