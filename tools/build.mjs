// Bundles the browser code into wallet/static/dist, byte for byte the same from the same lock file.
// usage: node tools/build.mjs [OUT]    (OUT defaults to wallet/static/dist; replaced when all went well)
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildLater } from "./build_later.mjs";
import { changed } from "./pdfjs_changes.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const JS = join(ROOT, "wallet/static/js");
const OUT = resolve(process.argv[2] ?? join(ROOT, "wallet/static/dist"));
const MODULES = join(ROOT, "node_modules");

/** One bundle per page and per part that is loaded later: name → source below js/. */
const BUNDLES = {
  start: "pages/start.js",
  open: "pages/open.js",
  reader: "pages/reader.js",
  drop: "pages/drop.js",
  mandate: "pages/mandate.js",
  say: "pages/say.js",
  host: "pages/host.js",
  operator: "pages/operator.js",
  worker: "worker.js",
  practice: "practice_worker.js",
  sw: "sw.js",
  digits: "digits_worker.js",
  deposit: "deposit_worker.js",
  mandatedoor: "mandate_worker.js",
  qr: "parts/qr.js",
  scan: "parts/scan.js",
  heic: "heic_worker.js",
  pdf: "parts/pdf.js",
  "pdf-legacy": "parts/pdf_legacy.js",
  "pdfworker": "parts/pdfworker.js",
  "pdfworker-legacy": "parts/pdfworker_legacy.js",
};

/**
 * Scripts that come after a page's own: name → their source, and the pages they come to. What such a page holds already
 * is not in them: they use that page's modules, so each module runs once and its state is one.
 * @type {Record<string, {source: string, pages: string[]}>}
 */
const LATER = {
  wallet: { source: "pages/wallet.js", pages: ["open"] },
  viewer: { source: "parts/viewer.js", pages: ["reader", "mandate"] },
  files: { source: "parts/files.js", pages: ["drop"] },
};

/** Files pdf.js asks for by name while it draws: fonts, character maps and image decoders. */
const PDF_FOLDERS = ["cmaps", "standard_fonts", "wasm", "iccs"];
/** Its JavaScript engine for the scripts of documents, and that one's licence: none of them is ever run. @param {string} path */
const draws = (path) => !/quickjs/i.test(basename(path));

/** The package folder (with its version) that an input file of a bundle belongs to, or null for our own. @param {string} path */
function packageOf(path) {
  const at = path.lastIndexOf("node_modules/");
  if (at < 0) return null;
  const parts = path.slice(at + "node_modules/".length).split("/");
  return path.slice(0, at + "node_modules/".length) + (parts[0].startsWith("@") ? parts.slice(0, 2) : parts.slice(0, 1)).join("/");
}

/** Licences of what a package brings along, which hold its own. @type {Record<string, string>} */
const INSIDE = { "libheif-js": "libheif-wasm/LICENSE" };

/** @param {string} folder */
function licenceOf(folder) {
  const meta = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
  const name = INSIDE[meta.name] ?? readdirSync(join(ROOT, folder)).filter((f) => /^(licen[cs]e|copying)/i.test(f)).sort()[0];
  const text = name ? readFileSync(join(ROOT, folder, name), "utf8").trim() : `Licence: ${meta.license}`;
  return `${meta.name} ${meta.version} (${meta.license})\n\n${text}\n`;
}

/**
 * What no wallet uses of the libraries, and no bundler can tell from what they use: NIST curves and scrypt. It would be a
 * tenth of the Worker's script, and its tables would be computed at every start. Each pattern must match, or the build fails.
 * @type {Record<string, [RegExp, string][]>}
 */
const LEAN = {
  "@noble/post-quantum/hybrid.js": [
    [/^import \{ p256, p384 \} from '@noble\/curves\/nist\.js';$/m, ""],
    [/^export const (QSF_ml_kem\w+|KitchenSink_ml_kem\w+|ml_kem\w+_p\d+) = .*$/gm, "export const $1 = null;"],
  ],
  "age-encryption/dist/recipients.js": [
    [/^import \{ p256 \} from "@noble\/curves\/nist\.js";$/m, "const p256 = null;"],
    [/^import \{ scrypt \} from "@noble\/hashes\/scrypt\.js";$/m, "const scrypt = null;"],
  ],
};

/** @type {import("esbuild").Plugin} */
const lean = {
  name: "lean",
  setup(building) {
    building.onLoad({ filter: /(post-quantum.hybrid|age-encryption.dist.recipients)\.js$/ }, ({ path }) => {
      const name = Object.keys(LEAN).find((one) => path.replaceAll("\\", "/").endsWith(`node_modules/${one}`));
      let contents = readFileSync(path, "utf8");
      for (const [pattern, instead] of LEAN[name ?? ""] ?? []) {
        if (contents.search(pattern) < 0) throw new Error(`${name} has changed: ${pattern}`);
        contents = contents.replace(pattern, instead);
      }
      return { contents };
    });
  },
};

/** @type {import("esbuild").Plugin} */
const pdfWorker = {
  name: "pdf-worker",
  setup(building) {
    building.onLoad({ filter: /pdfjs-dist.(legacy.)?build.pdf\.worker\.mjs$/ }, ({ path }) => {
      return { contents: changed(readFileSync(path, "utf8"), join(JS, "parts/smaller_mask.js")) };
    });
  },
};

/** What uses all of a library, for once: scrypt seals an export with words. */
const WHOLE = { archive: join(JS, "parts/archive.js") };

const entryPoints = Object.fromEntries(
  Object.entries(BUNDLES).filter(([, source]) => existsSync(join(JS, source))).map(([name, source]) => [name, join(JS, source)]),
);
/** Built beside OUT and put in its place at the end: a build that fails, or runs, leaves the old bundles standing. */
const FRESH = `${OUT}.${process.pid}`;
process.on("exit", () => rmSync(FRESH, { recursive: true, force: true }));
mkdirSync(FRESH, { recursive: true });
/** @type {import("esbuild").BuildOptions} */
const how = {
  absWorkingDir: ROOT,
  outdir: FRESH,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome90", "safari15", "firefox91"],
  legalComments: "none",
  charset: "utf8",
  tsconfigRaw: { compilerOptions: { strict: true } }, // "use strict", whether or not tsconfig.json lies beside
  define: { "import.meta.url": '"https://wallet.invalid/"' },
  logLevel: "warning",
  metafile: true,
};
const later = await buildLater(how, { root: JS, later: LATER, pages: BUNDLES });
for (const name of later.pages) delete entryPoints[name];
const built = await Promise.all([build({ ...how, entryPoints, plugins: [lean, pdfWorker] }), build({ ...how, entryPoints: WHOLE })]);
const packages = [...new Set([...built, ...later.built].flatMap((one) => Object.keys(one.metafile?.inputs ?? {})).map(packageOf).filter((p) => p !== null))].sort();
writeFileSync(join(FRESH, "LICENSES.txt"), packages.map(licenceOf).join(`\n${"-".repeat(78)}\n\n`));
if (existsSync(join(FRESH, "pdf.js"))) {
  for (const folder of PDF_FOLDERS) cpSync(join(MODULES, "pdfjs-dist", folder), join(FRESH, "pdfjs", folder), { recursive: true, filter: draws });
}
rmSync(OUT, { recursive: true, force: true });
renameSync(FRESH, OUT);
