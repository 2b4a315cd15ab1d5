/** Where names go in the browser code: the functions that take one, and what they do with it. */
import * as ast from "typescript/unstable/ast";
import { callsIn, functionOf } from "./program.mjs";
import { propertiesOf, textOf, valueOf, Values } from "./values.mjs";

/**
 * @typedef {import("./program.mjs").Node} Node
 * @typedef {import("./program.mjs").Call} Call
 */

/** Which kind of name a function takes first. @type {Record<string, string>} */
export const TAKERS = {
  "ui/words.js#word": "word",
  "ui/words.js#hasWord": "perhaps",
  "ui/dom.js#clone": "template",
  "ui/screen.js#go": "go",
  "ui/stage.js#go": "go",
  "vault.js#call": "method",
};
/** What asks the server: the path before the one it takes first, and the method where no option says it. @type {Record<string, [string, string?]>} */
export const ASKERS = {
  "api.js#json": ["/v1/", "POST"],
  "api.js#asking": ["/v1/", "POST"],
  "api.js#request": ["/v1/"],
  "host_api.js#get": ["/host/v1/", "GET"],
  "host_api.js#post": ["/host/v1/", "POST"],
  "operator_api.js#get": ["/operator/v1/", "GET"],
  "operator_api.js#post": ["/operator/v1/", "POST"],
};
/** What shows a template, filled: these are its first two arguments. */
export const SHOWERS = ["ui/screen.js#show", "ui/stage.js#show", "ui/sheet.js#ask", "views/signup.js#showStep"];
/** What looks for `data-ref` in an element: these are its first two arguments. `find` takes another kind, too. */
export const FINDERS = ["ui/dom.js#find", "ui/dom.js#field", "ui/dom.js#onClick", "ui/dom.js#toggle"];
export const ADDERS = ["ui/screen.js#add", "ui/stage.js#add"];
/** Objects whose names are what others may ask for. @type {Record<string, string>} */
export const TABLES = { "keeper/methods.js#METHODS": "methods", "practice/server.js##routes": "routes" };
/** Where these stand: what they hand on to each other is noted where it comes in. */
const OWN = ["api.js", "staff_api.js", "ui/dom.js", "ui/screen.js", "ui/stage.js", "ui/sheet.js"];

export class House {
  /** @param {import("./program.mjs").Program} program */
  constructor(program) {
    this.program = program;
    /** @type {Map<Node, string>} */
    this.names = new Map();
    this.calls = program.files.flatMap(callsIn).filter((call) => !this.#handsOn(call));
    /** @type {Map<Node, Node[]> | null} function that shows a screen → what it is given */
    this.shown = null;
    this.values = new Values(program, {
      standsFor: (call) => this.standsFor(call),
      asks: (condition) => ast.isCallExpression(condition) && this.nameOf(condition) === "ui/words.js#hasWord",
      givenTo: (owner) => this.#gone(owner),
    });
  }

  /** "module#name" of what a call calls. @param {Call} call */
  nameOf(call) {
    if (!this.names.has(call)) this.names.set(call, this.keyOf(this.program.declarationOf(call.expression)));
    return this.names.get(call) ?? "";
  }

  /** @param {Node | null} declared */
  keyOf(declared) {
    const name = /** @type {{name?: Node} | null} */ (declared)?.name;
    return name ? `${this.program.moduleOf(name)}#${name.getText()}` : "";
  }

  /** A copy of a template stands for itself; what is found in an element, or filled, for that element. @param {Call} call @returns {Node | null | undefined} */
  standsFor(call) {
    const key = this.nameOf(call);
    if (key === "ui/dom.js#fill" || FINDERS.includes(key)) return call.arguments[0];
    return this.copies(call) ? null : undefined;
  }

  /** Whether a call gives a copy of the template that it takes first. @param {Node} call */
  copies(call) {
    return ast.isCallExpression(call) && ["ui/dom.js#clone", ...SHOWERS].includes(this.nameOf(call));
  }

  /** @param {Call} call */
  #handsOn(call) {
    if (OWN.includes(this.program.moduleOf(call))) return true;
    for (let node = call.parent; node; node = node.parent) if (SHOWERS.includes(this.keyOf(node))) return true;
    return false;
  }

  /** What is given to a screen, by `go(name, this)`. @param {Node} owner @returns {Node[]} */
  #gone(owner) {
    if (!this.shown) this.#learnScreens((this.shown = new Map()));
    return this.shown.get(owner) ?? [];
  }

  /** @param {Map<Node, Node[]>} shown what each function that shows a screen is given */
  #learnScreens(shown) {
    const gone = this.calls.filter((call) => TAKERS[this.nameOf(call)] === "go" && call.arguments[1]);
    const named = gone.flatMap((call) => this.values.textsOf(call.arguments[0]).map((text) => ({ text, given: call.arguments[1] })));
    for (const property of this.#screens()) {
      const given = named.filter(({ text }) => text === textOf(property.name)).map((one) => one.given);
      for (const show of this.#functionsOf(property)) shown.set(show, [...(shown.get(show) ?? []), ...given]);
    }
  }

  #screens() {
    const tables = this.calls.filter((call) => ADDERS.includes(this.nameOf(call))).flatMap((call) => this.values.endsOf(call.arguments[0]));
    return tables.flatMap(propertiesOf);
  }

  /** The functions that a property can be. @param {Node} property */
  #functionsOf(property) {
    const ends = valueOf(property).flatMap((value) => this.values.endsOf(value));
    return ends.flatMap((end) => functionOf(end) ?? functionOf(this.program.declarationOf(end)) ?? []);
  }
}
