/**
 * What the build of pdf.js for old browsers still calls without asking, and a Chromium of 2021 does not have. pdf.js brings
 * the rest itself; the whole of core-js would be 90 KB more on a slow line. tests/browser/test_reader.py draws with it.
 */
import "core-js/actual/array/at";
import "core-js/actual/array/find-last";
import "core-js/actual/array/find-last-index";
import "core-js/actual/array/to-spliced";
import "core-js/actual/object/has-own";
import "core-js/actual/promise/with-resolvers";
import "core-js/actual/string/at";
import "core-js/actual/structured-clone";
import "core-js/actual/typed-array/at";
import "core-js/actual/typed-array/find-last";
