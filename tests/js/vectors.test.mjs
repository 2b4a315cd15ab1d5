// Every vector is read by the browser's modules, as it is by Python; each has one reason.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { concernsBrowser, outcome } from "./calls.mjs";

const FOLDER = new URL("../vectors/", import.meta.url).pathname;
const places = readdirSync(FOLDER, { recursive: true }).map(String).filter((name) => name.endsWith(".json")).sort();

for (const place of places) {
  const vector = JSON.parse(readFileSync(join(FOLDER, place), "utf8"));
  if (!vector.function || !concernsBrowser(vector)) continue;
  test(`${place}: ${vector.reason}`, async () => {
    const { output, error } = vector;
    assert.deepEqual(await outcome(vector), error === undefined ? { output } : { error });
  });
}
