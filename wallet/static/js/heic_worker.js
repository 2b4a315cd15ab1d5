/** Bundle: decodes a picture in HEIC, away from the page, for browsers that cannot. Ends with its page's question. */
// @ts-expect-error the package has no types
import library from "libheif-js/wasm-bundle.js";

/** @typedef {{is_primary(): boolean, get_width(): number, get_height(): number, display(into: ImageData, then: (drawn: ImageData | null) => void): void}} Picture */

/** @type {{HeifDecoder: new () => {decode(bytes: Uint8Array): Picture[]}}} */
const { HeifDecoder } = library;
const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const refusal = { error: { code: "unreadable_picture", retryAfter: null } };

/** @param {Uint8Array} bytes @returns {Promise<ImageBitmap>} upright; raises whatever the library raises */
async function decoded(bytes) {
  const pictures = new HeifDecoder().decode(bytes);
  const picture = pictures.find((one) => one.is_primary()) ?? pictures[0];
  const empty = new ImageData(picture.get_width(), picture.get_height());
  const drawn = await new Promise((/** @type {(drawn: ImageData | null) => void} */ resolve) => picture.display(empty, resolve));
  if (!drawn) throw new TypeError("not decoded");
  return createImageBitmap(drawn);
}

// The library tells of a damaged file by errors of many kinds, some of them in callbacks of its own.
scope.addEventListener("unhandledrejection", () => scope.postMessage(refusal));
scope.onmessage = async (/** @type {MessageEvent<ArrayBuffer>} */ { data }) => {
  try {
    const result = await decoded(new Uint8Array(data));
    scope.postMessage({ result }, [result]);
  } catch {
    scope.postMessage(refusal);
  }
};
