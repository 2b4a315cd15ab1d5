/**
 * Called once by the source of a bundle that `ui/parts.js` loads later: hands over what it offers.
 * @param {string} name of the bundle
 * @param {unknown} offer
 */
export function provide(name, offer) {
  const scope = /** @type {any} */ (globalThis);
  scope.walletParts = scope.walletParts ?? {};
  scope.walletParts[name] = offer;
}
