/**
 * What is changed in the Worker of pdf.js while it is bundled: each pattern must be there once, or the build fails.
 * - A picture that is too large is told to the page as one that could not be read; without this it is left out without a word.
 * - A picture of black and white alone may have three times as many pixels, and is made smaller by taking means of its
 *   points, as pdf.js does with all others: thin lines stay.
 * - A field that has a value and no appearance gets one, as in a document whose `NeedAppearances` says so.
 * - A form is told to be of the XFA kind only where its pages do not show it.
 * @type {[string, string][]}
 */
export const CHANGES = [
  [
    "if (maxImageSize !== -1 && w * h > maxImageSize) {",
    `const bits = isOffscreenCanvasSupported && (dict.get("IM", "ImageMask") || dict.get("BPC", "BitsPerComponent") === 1);
    if (maxImageSize !== -1 && w * h > (bits ? 3 : 1) * maxImageSize) {
      this._sendImgData(\`img_\${this.idFactory.createObjId()}\`, null);`,
  ],
  ['if (this.colorSpace.name === "DeviceGray" && bpc === 1) {', 'if (this.colorSpace.name === "DeviceGray" && bpc === 1 && !mustBeResized) {'],
  [
    "if (ImageResizer.needsToBeResized(width, height)) {\n        const data",
    "if (ImageResizer.needsToBeResized(width, height)) {\n        return smallerMask(imgArray, { width, height, interpolate, power: ImageResizer.getReducePower(width, height), inverse: inverseDecode });\n        const data",
  ],
  ["this._needAppearances = params.needAppearances;", 'this._needAppearances = params.needAppearances || !dict.has("AP");'],
  ["IsXFAPresent: formInfo.hasXfa,", "IsXFAPresent: formInfo.hasXfa && (catalog.needsRendering || !formInfo.hasAcroForm),"],
];

/** @param {string} source of the Worker @param {string} masks the path of parts/smaller_mask.js */
export function changed(source, masks) {
  const whole = CHANGES.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`pdf.js has changed: ${from}`);
    return text.replace(from, () => to);
  }, source);
  return `import { smallerMask } from ${JSON.stringify(masks)};\n${whole}`;
}
