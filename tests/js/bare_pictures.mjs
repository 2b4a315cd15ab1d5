// Writes beside each picture of a folder what is kept of it, and which of them are whole.
// usage: node tests/js/bare_pictures.mjs FOLDER
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { barePicture } from "../../wallet/static/js/picture/bare.js";
import { isWhole } from "../../wallet/static/js/picture/whole.js";

const folder = process.argv[2];
/** @type {Record<string, boolean>} */
const whole = {};
for (const name of readdirSync(folder)) {
  const bytes = new Uint8Array(readFileSync(join(folder, name)));
  whole[name] = isWhole(bytes);
  const bare = barePicture(bytes);
  if (bare) writeFileSync(join(folder, `${name}.kept`), bare.bytes);
}
writeFileSync(join(folder, "whole.json"), JSON.stringify(whole));
