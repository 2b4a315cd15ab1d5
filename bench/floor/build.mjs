// Bundles the floor pages: node bench/floor/build.mjs OUT
import { cpSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.argv[2];

for (const file of readdirSync(HERE).filter((name) => name.endsWith(".html"))) cpSync(join(HERE, file), join(OUT, file));
await build({
  entryPoints: ["age", "wc", "put", "argon", "argon_worker"].map((name) => join(HERE, `${name}.js`)),
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome90", "safari15", "firefox91"],
  legalComments: "none",
});
