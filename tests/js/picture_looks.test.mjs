// How large pictures are drawn, and on what ground.
import assert from "node:assert/strict";
import { test } from "node:test";
import { groundOf } from "../../wallet/static/js/picture/ground.js";
import { isTooLong, scaleFor } from "../../wallet/static/js/picture/size.js";

/** @param {number} width @param {number} height */
const drawn = (width, height) => [width, height].map((side) => Math.round(side * scaleFor(width, height)));

test("photos and papers are 2400 pixels at most on their longest side", () => {
  assert.deepEqual(drawn(4000, 3000), [2400, 1800]);
  assert.deepEqual(drawn(1500, 3000), [1200, 2400]);
  assert.deepEqual(drawn(640, 480), [640, 480]);
});

test("long ones keep 1200 pixels across, within the area and the side that an old phone can draw", () => {
  assert.deepEqual(drawn(1080, 5000), [1080, 5000]);
  assert.deepEqual(drawn(9000, 3000), [3600, 1200]);
  for (const [width, height] of [[1080, 16000], [16000, 1080], [2160, 30000], [700, 60000], [20, 100000]]) {
    const [w, h] = drawn(width, height);
    assert.ok(w * h <= 16_777_216 && Math.max(w, h) <= 16_384, `${w} x ${h}`);
  }
  assert.ok(drawn(1080, 16000)[0] > 1000);
});

test("what would be too narrow to be read is told, and nothing that is small by itself", () => {
  assert.equal(isTooLong(1080, 16000), false);
  assert.equal(isTooLong(1080, 40000), true);
  assert.equal(isTooLong(300, 8000), false);
  assert.equal(isTooLong(4000, 3000), false);
});

/** @param {[number, number, number, number, number][]} parts grey-free: red, green, blue, alpha, how many */
const pixels = (...parts) => parts.flatMap(([r, g, b, a, n]) => Array.from({ length: n }, () => [r, g, b, a]).flat());
const NOTHING = /** @type {[number, number, number, number, number]} */ ([0, 0, 0, 0, 900]);

test("the ground is white unless more can be read on another", () => {
  assert.equal(groundOf(pixels(NOTHING, [0, 0, 0, 255, 50])), "#fff");
  assert.equal(groundOf(pixels(NOTHING, [255, 255, 255, 255, 50])), "#202020");
  assert.equal(groundOf(pixels(NOTHING, [255, 255, 200, 120, 50])), "#202020");
  assert.equal(groundOf(pixels(NOTHING, [0, 0, 0, 255, 50], [255, 255, 255, 255, 50])), "#808080");
  assert.equal(groundOf(pixels(NOTHING, [0, 0, 0, 255, 98], [255, 255, 255, 255, 2])), "#fff");
  assert.equal(groundOf(pixels(NOTHING, [20, 40, 160, 255, 50])), "#fff");
  assert.equal(groundOf(pixels([255, 255, 255, 255, 50])), "#fff");
  assert.equal(groundOf(pixels(NOTHING)), "#fff");
});
