/** What an expression can be, as far as the source tells: followed through constants, tables, parameters and their callers. */
import * as ast from "typescript/unstable/ast";
import { functionOf, isFunction } from "./program.mjs";

/** @typedef {import("./program.mjs").Node} Node */
/** @typedef {import("typescript/unstable/sync").Type} Type */

/**
 * @typedef {object} Hints what is so in this house
 * @property {(call: import("./program.mjs").Call) => Node | null | undefined} standsFor what a call stands for: null for itself, undefined for what its function returns
 * @property {(condition: Node) => boolean} asks whether a condition asks if a name exists, so that it need not
 * @property {(owner: Node) => Node[]} givenTo what else is given to a function as its first argument
 */

/** Stands in a pattern for what the source does not tell. */
export const ANY = "*";
const EACH = ["map", "flatMap", "forEach", "filter", "find", "some", "every"];

export class Values {
  /** @param {import("./program.mjs").Program} program @param {Hints} hints */
  constructor(program, hints) {
    this.program = program;
    this.hints = hints;
    /** @type {Set<Node>} what is being followed: a name that leads back to itself tells nothing more */
    this.under = new Set();
  }

  /** Every text that an expression can be, `*` in the place of what is unknown. @param {Node} node @returns {string[]} */
  textsOf(node) {
    const told = this.#told(node);
    return told ?? [...new Set(this.endsOf(node).flatMap((end) => this.#textsOfEnd(end)))];
  }

  /** @param {Node} node @returns {string[] | null} */
  #told(node) {
    return ast.isExpression(node) ? literals(this.program.checker.getTypeAtLocation(node)) : null;
  }

  /** @param {Node} node @returns {string[]} */
  #textsOfEnd(node) {
    const told = this.#told(node);
    if (told) return told;
    if (node.kind === ast.SyntaxKind.NullKeyword) return [];
    if (ast.isTemplateExpression(node)) return this.#joined([node.head.text, ...node.templateSpans.flatMap((span) => [span.expression, span.literal.text])]);
    if (ast.isBinaryExpression(node) && node.operatorToken.kind === ast.SyntaxKind.PlusToken) return this.#joined([node.left, node.right]);
    return [ANY];
  }

  /** @param {(string | Node)[]} parts */
  #joined(parts) {
    const texts = parts.map((part) => (typeof part === "string" ? [part] : this.textsOf(part)));
    return texts.reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => (head + tail).replace("**", ANY))), [""]);
  }

  /** The expressions in which following an expression ends: literals, or what tells no more. @param {Node} node @returns {Node[]} */
  endsOf(node) {
    if (this.under.has(node)) return [];
    this.under.add(node);
    try {
      return this.#follow(node)?.flatMap((next) => this.endsOf(next)) ?? [node];
    } finally {
      this.under.delete(node);
    }
  }

  /** One step from an expression to those that it stands for; null where there is none. @param {Node} node @returns {Node[] | null} */
  #follow(node) {
    if (ast.isParenthesizedExpression(node) || ast.isAsExpression(node) || ast.isSatisfiesExpression(node) || ast.isNonNullExpression(node) || ast.isAwaitExpression(node)) return [node.expression];
    if (ast.isConditionalExpression(node)) return this.hints.asks(node.condition) ? [node.whenFalse] : [node.whenTrue, node.whenFalse];
    if (ast.isBinaryExpression(node) && [ast.SyntaxKind.QuestionQuestionToken, ast.SyntaxKind.BarBarToken].includes(node.operatorToken.kind)) return [node.left, node.right];
    if (ast.isElementAccessExpression(node)) return some(this.endsOf(node.expression).flatMap(valuesIn));
    if (ast.isCallExpression(node)) return this.#followCall(node);
    if (ast.isIdentifier(node)) return this.#followName(this.program.declarationOf(node));
    if (ast.isPropertyAccessExpression(node)) return this.#followName(this.program.declarationOf(node)) ?? some(this.endsOf(node.expression).flatMap((end) => partOf(end, node.name.text)));
    return null;
  }

  /** @param {import("./program.mjs").Call} call @returns {Node[] | null} */
  #followCall(call) {
    const special = this.hints.standsFor(call);
    if (special !== undefined) return special && [special];
    return some(returnsOf(this.program.calleeOf(call)));
  }

  /** @param {Node | null} declaration @returns {Node[] | null} */
  #followName(declaration) {
    if (!declaration) return null;
    if (ast.isPropertyAssignment(declaration)) return [declaration.initializer];
    if (ast.isShorthandPropertyAssignment(declaration)) return [declaration.name];
    if (ast.isVariableDeclaration(declaration)) return this.#followVariable(declaration);
    if (ast.isParameterDeclaration(declaration)) return some(this.#given(declaration));
    if (ast.isBindingElement(declaration)) return some(this.#part(declaration));
    return some(this.#set(declaration));
  }

  /** @param {import("typescript/unstable/ast").VariableDeclaration} declaration */
  #followVariable(declaration) {
    const loop = declaration.parent.parent;
    if (ast.isForOfStatement(loop)) return some(this.endsOf(loop.expression).flatMap(valuesIn));
    return some(this.#set(declaration));
  }

  /** What a variable or a field is set to, there where it is declared and later. @param {Node} declaration @returns {Node[]} */
  #set(declaration) {
    const first = ast.isVariableDeclaration(declaration) || ast.isPropertyDeclaration(declaration) ? declaration.initializer : null;
    return [...(first ? [first] : []), ...(this.program.set.get(declaration) ?? [])];
  }

  /** What callers give for a parameter, and what stands for it where they give nothing. @param {import("typescript/unstable/ast").ParameterDeclaration} parameter @returns {Node[]} */
  #given(parameter) {
    const owner = /** @type {import("./program.mjs").Work} */ (parameter.parent);
    const at = /** @type {readonly Node[]} */ (owner.parameters).indexOf(parameter);
    const given = (this.program.calls.get(owner) ?? []).flatMap((call) => call.arguments[at] ?? []);
    return [...given, ...(at === 0 ? this.hints.givenTo(owner) : []), ...this.#turns(owner, at), ...(parameter.initializer ? [parameter.initializer] : [])];
  }

  /** The elements of the list whose `map` or the like takes this function. @param {Node} owner @param {number} at */
  #turns(owner, at) {
    const call = owner.parent;
    if (at !== 0 || !ast.isCallExpression(call) || !ast.isPropertyAccessExpression(call.expression)) return [];
    return EACH.includes(call.expression.name.text) ? this.endsOf(call.expression.expression).flatMap(valuesIn) : [];
  }

  /** What a name in `{name}` or `[name]` stands for. @param {import("typescript/unstable/ast").BindingElement} element @returns {Node[]} */
  #part(element) {
    const whole = element.parent.parent;
    const from = ast.isBindingElement(whole) ? this.#part(whole) : (this.#followName(whole) ?? []);
    const at = ast.isArrayBindingPattern(element.parent) ? element.parent.elements.indexOf(element) : (element.propertyName ?? element.name)?.getText() ?? "";
    const found = from.flatMap((one) => this.endsOf(one)).flatMap((end) => partOf(end, at));
    return [...found, ...(element.initializer ? [element.initializer] : [])];
  }
}

/** @param {Node[]} nodes */
const some = (nodes) => (nodes.length ? nodes : null);

/** The texts that a type allows; null where it allows others, too. @param {Type | undefined} type @returns {string[] | null} */
export function literals(type) {
  if (type?.isStringLiteralType()) return [type.value];
  const all = type?.isUnionType() ? type.getTypes().map(literals) : [null];
  return all.includes(null) ? null : /** @type {string[]} */ (all.flat());
}

/** The values of an object or a list that is written out. @param {Node} node @returns {Node[]} */
function valuesIn(node) {
  if (ast.isArrayLiteralExpression(node)) return [...node.elements];
  return propertiesOf(node).flatMap(valueOf);
}

/** @param {Node} property @returns {Node[]} */
export function valueOf(property) {
  if (ast.isPropertyAssignment(property)) return [property.initializer];
  return ast.isShorthandPropertyAssignment(property) ? [property.name] : [];
}

/** The properties of an object that is written out, but for what is spread into it. @param {Node} node @returns {(Node & {name: Node})[]} */
export function propertiesOf(node) {
  const all = ast.isObjectLiteralExpression(node) ? [...node.properties] : [];
  return /** @type {(Node & {name: Node})[]} */ (all.filter((one) => "name" in one && one.name));
}

/** @param {Node | undefined} name */
export function textOf(name) {
  if (!name) return "";
  return ast.isStringLiteral(name) ? name.text : name.getText();
}

/** @param {Node} node @param {string | number} at @returns {Node[]} */
export function partOf(node, at) {
  if (ast.isArrayLiteralExpression(node) && typeof at === "number") return node.elements[at] ? [node.elements[at]] : [];
  return propertiesOf(node).filter((one) => textOf(one.name) === at).flatMap(valueOf);
}

/** The expressions that a function can return. @param {Node | null} owner @returns {Node[]} */
function returnsOf(owner) {
  const body = functionOf(owner)?.body;
  if (!body) return [];
  return ast.isBlock(body) ? returnsBelow(body) : [body];
}

/** @param {Node} node @returns {Node[]} */
function returnsBelow(node) {
  if (isFunction(node)) return [];
  if (ast.isReturnStatement(node)) return node.expression ? [node.expression] : [];
  /** @type {Node[]} */
  const found = [];
  node.forEachChild((child) => void found.push(...returnsBelow(child)));
  return found;
}
