// Bundles the wallet's Worker around tests/js/remembered_worker.mjs. usage: node … OUT
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
/** @type {import("esbuild").Plugin} */
const remembering = {
  name: "remembering",
  setup(building) {
    building.onResolve({ filter: /^hash-wasm$/ }, ({ importer }) => (importer.startsWith(HERE) ? undefined : { path: `${HERE}remembered_worker.mjs` }));
  },
};
await build({
  entryPoints: [`${HERE}../../wallet/static/js/worker.js`],
  outfile: process.argv[2],
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome90"],
  define: { "import.meta.url": '"https://wallet.invalid/"' },
  plugins: [remembering],
});
