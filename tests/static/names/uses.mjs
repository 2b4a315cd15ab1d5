// Prints every name that the browser code hands to a place where it must exist, as JSON.
// usage: node tests/static/names/uses.mjs CONFIG FOLDER ENTRY...
// CONFIG is a tsconfig.json, FOLDER holds the scripts, each ENTRY is the first script of a bundle.
import { resolve } from "node:path";
import * as ast from "typescript/unstable/ast";
import { ADDERS, ASKERS, FINDERS, House, SHOWERS, TABLES, TAKERS } from "./house.mjs";
import { nodesIn, Program } from "./program.mjs";
import { Reach, topOf } from "./reach.mjs";
import { partOf, propertiesOf, textOf } from "./values.mjs";

/**
 * @typedef {import("./program.mjs").Node} Node
 * @typedef {import("./program.mjs").Call} Call
 * @typedef {{kind: string, names: string[], within: string[], at: string, entries: string[]}} Use `names` with `*` for what
 *   the source does not tell; `within` the templates that must hold them; `entries` the bundles that hold this code
 */

const [config, folder, ...entries] = process.argv.slice(2);
const program = new Program(resolve(config), resolve(folder));
const house = new House(program);
const values = house.values;
const reach = new Reach(program);
const reached = new Map(entries.map((entry) => [entry, reach.from(entry)]));
/** @type {Map<string, Use>} */
const uses = new Map();

/** @param {string} kind @param {string[]} names @param {Node} node @param {string[]} [within] */
function note(kind, names, node, within = []) {
  const top = topOf(node);
  const bundles = entries.filter((entry) => top && reached.get(entry)?.has(top));
  const use = { kind, names, within: [...new Set(within)], at: `${program.moduleOf(node)}:${program.lineOf(node)}`, entries: bundles };
  uses.set(JSON.stringify(use), use);
}

/** Notes each thing that an argument can be, where it is written. @param {string} kind @param {Node | undefined} argument @param {string[]} [within] */
function noteEnds(kind, argument, within = []) {
  for (const end of argument ? values.endsOf(argument) : []) note(kind, values.textsOf(end), end, within);
}

/** The templates that an element can be a copy of. @param {Node | undefined} element */
function templatesOf(element) {
  const copies = element ? values.endsOf(element).filter((end) => house.copies(end)) : [];
  return copies.flatMap((call) => values.textsOf(/** @type {Call} */ (call).arguments[0]));
}

/** @param {Node | undefined} filling @param {string[]} within */
function noteFilling(filling, within) {
  for (const end of filling ? values.endsOf(filling) : []) {
    for (const property of propertiesOf(end)) note(kindOf(property.name), [textOf(property.name)], property, within);
  }
}

/** A text fills data-text, an element data-slot; what is neither for sure may fill both. @param {Node} name of a property */
function kindOf(name) {
  const sign = program.checker.getSymbolAtLocation(name);
  const type = sign && program.checker.getTypeOfSymbol(sign);
  const told = type ? program.checker.typeToString(program.checker.getWidenedType(type) ?? type) : "any";
  if (/^(string|number)( \| (string|number))*$/.test(told)) return "text";
  return /\b(any|unknown|string|number)\b/.test(told) ? "fill" : "slot";
}

/** @param {Call} call @param {string} by */
function noteFind(call, by) {
  const [root, name, last] = call.arguments;
  noteEnds(by.endsWith("#find") && last ? values.textsOf(last)[0] : "ref", name, templatesOf(root));
}

/** @param {Call} call @param {string} folder @param {string} [method] */
function noteRequest(call, folder, method) {
  const option = call.arguments[1] ? values.endsOf(call.arguments[1]).flatMap((end) => partOf(end, "method")) : [];
  const methods = method ? [method] : option.length ? option.flatMap((one) => values.textsOf(one)) : ["POST"];
  for (const end of values.endsOf(call.arguments[0])) {
    note("request", methods.flatMap((one) => values.textsOf(end).map((path) => `${one} ${folder}${path}`)), end);
  }
}

/** @param {string} kind @param {Node | undefined} table */
function noteTable(kind, table) {
  for (const end of table ? values.endsOf(table) : []) {
    note(kind, propertiesOf(end).map((one) => textOf(one.name)), end);
  }
}

/** @param {Call} call */
function noteCall(call) {
  const key = house.nameOf(call);
  const [first, second] = call.arguments;
  if (TAKERS[key]) noteEnds(TAKERS[key], first);
  if (ASKERS[key]) noteRequest(call, ...ASKERS[key]);
  if (FINDERS.includes(key)) noteFind(call, key);
  if (SHOWERS.includes(key)) noteEnds("template", first);
  if (SHOWERS.includes(key)) noteFilling(second, values.textsOf(first));
  if (key === "ui/dom.js#fill") noteFilling(second, templatesOf(first));
  if (ADDERS.includes(key)) noteTable("screens", first);
  if (key === "attend.js#attend") noteTable("methods", second);
}

for (const call of house.calls) noteCall(call);
for (const node of program.files.flatMap((file) => [...nodesIn(file)])) {
  const table = ast.isVariableDeclaration(node) || ast.isPropertyDeclaration(node) ? TABLES[house.keyOf(node)] : undefined;
  if (table) noteTable(table, /** @type {{initializer?: Node}} */ (node).initializer);
}
console.log(JSON.stringify([...uses.values()]));
program.close();
