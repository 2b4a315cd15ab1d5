// What every receiver of a link downloads for its cryptography stays small, and holds nothing that only a vault needs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const FOLDER = new URL("../../wallet/static/js/crypto/", import.meta.url).pathname;
const MODULES = ["share", "agefile", "hkdf", "bytes"];

test("reading a share weighs less than 12 KiB", async () => {
  const contents = MODULES.map((name) => `export * as ${name} from "./${name}.js";`).join("\n");
  const { outputFiles } = await build({
    stdin: { contents: `${contents}\nimport { checkDocument } from "./document.js"; export { checkDocument };`, resolveDir: FOLDER },
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome90", "safari15", "firefox91"],
    write: false,
  });
  const script = Buffer.from(outputFiles[0].contents);
  assert.ok(gzipSync(script, { level: 9 }).length < 12 * 1024, `${gzipSync(script, { level: 9 }).length}`);
  assert.ok(!script.includes("mlkem768x25519") && !script.includes("AGE-SECRET-KEY"));
});
