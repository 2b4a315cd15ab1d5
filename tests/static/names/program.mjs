/**
 * The browser code as TypeScript's checker sees it: what a name stands for, and who calls whom.
 * The interface is "unstable", so a new version of TypeScript may want changes here; package-lock.json pins it.
 */
import { relative } from "node:path";
import * as ast from "typescript/unstable/ast";
import { API, SymbolFlags } from "typescript/unstable/sync";

/** @typedef {import("typescript/unstable/ast").Node} Node */
/** @typedef {import("typescript/unstable/ast").CallExpression} Call */
/** @typedef {import("typescript/unstable/sync").Symbol} Sign */
/** @typedef {import("typescript/unstable/ast").FunctionDeclaration | import("typescript/unstable/ast").ArrowFunction | import("typescript/unstable/ast").MethodDeclaration} Work a function */

export class Program {
  /** @param {string} config the tsconfig.json @param {string} folder whose scripts are read @param {import("typescript/unstable/sync").APIOptions} [options] */
  constructor(config, folder, options = {}) {
    this.folder = folder;
    this.api = new API({ cwd: folder, ...options });
    this.project = this.api.updateSnapshot({ openProjects: [config] }).getProjects()[0];
    if (!this.project) throw new Error(`no project ${config}`);
    this.checker = this.project.checker;
    const names = this.project.program.getSourceFileNames().filter((name) => name.startsWith(`${folder}/`));
    this.files = names.map((name) => /** @type {import("typescript/unstable/ast").SourceFile} */ (this.project.program.getSourceFile(name)));
    /** @type {Map<Node, Node | null>} identifier → what declares it */
    this.declared = new Map();
    /** @type {Map<Node, Call[]>} function → its calls */
    this.calls = new Map();
    /** @type {Map<Node, Node[]>} variable or field → what it is set to after it was declared */
    this.set = new Map();
    for (const file of this.files) this.#learn(file);
    for (const node of this.files.flatMap((file) => [...nodesIn(file)])) this.#count(node);
  }

  close() {
    this.api.close();
  }

  /** The path of a node's file below the folder. @param {Node} node */
  moduleOf(node) {
    return relative(this.folder, node.getSourceFile().fileName);
  }

  /** @param {Node} node counted from 1 */
  lineOf(node) {
    return node.getSourceFile().text.slice(0, node.getStart()).split("\n").length;
  }

  /** What declares the thing that a name (or the end of `a.b.name`) stands for; null where it is none of ours. @param {Node} node */
  declarationOf(node) {
    return this.declared.get(ast.isPropertyAccessExpression(node) ? node.name : node) ?? null;
  }

  /** The function that a call calls, or null. @param {Call} call */
  calleeOf(call) {
    return functionOf(this.declarationOf(call.expression));
  }

  /** Asks the checker about all names of a file at once: one by one would take a minute. @param {import("typescript/unstable/ast").SourceFile} file */
  #learn(file) {
    const names = [...nodesIn(file)].filter((node) => ast.isIdentifier(node) || ast.isPrivateIdentifier(node));
    const signs = this.checker.getSymbolAtLocation(names);
    for (const [at, sign] of signs.entries()) this.declared.set(names[at], sign ? this.#declarationOf(names[at], sign) : null);
  }

  /** @type {Map<number, Node | null>} */
  #known = new Map();

  /** @param {Node} name @param {Sign} sign */
  #declarationOf(name, sign) {
    if (ast.isShorthandPropertyAssignment(name.parent)) sign = this.checker.getShorthandAssignmentValueSymbol(name.parent) ?? sign;
    if (!this.#known.has(sign.id)) this.#known.set(sign.id, this.#resolve(sign));
    return this.#known.get(sign.id) ?? null;
  }

  /** @param {Sign} sign */
  #resolve(sign) {
    const whole = sign.flags & SymbolFlags.Alias ? this.checker.getAliasedSymbol(sign) : sign;
    const handle = whole.valueDeclaration ?? whole.declarations[0];
    return handle?.path.startsWith(`${this.folder}/`) ? (handle.resolve(this.project) ?? null) : null;
  }

  /** @param {Node} node */
  #count(node) {
    if (ast.isCallExpression(node)) add(this.calls, this.calleeOf(node), node);
    if (ast.isBinaryExpression(node) && node.operatorToken.kind === ast.SyntaxKind.EqualsToken) add(this.set, this.declarationOf(node.left), node.right);
  }
}

/** @template T @param {Map<Node, T[]>} map @param {Node | null} key @param {T} value */
function add(map, key, value) {
  if (key) map.set(key, [...(map.get(key) ?? []), value]);
}

/** The function that a declaration names: itself, or the one it is set to. @param {Node | null} node @returns {Work | null} */
export function functionOf(node) {
  if (!node) return null;
  if (ast.isVariableDeclaration(node) || ast.isPropertyAssignment(node)) return node.initializer && isFunction(node.initializer) ? node.initializer : null;
  return isFunction(node) ? node : null;
}

/** @param {Node} node @returns {node is Work} */
export function isFunction(node) {
  return ast.isFunctionDeclaration(node) || ast.isFunctionExpression(node) || ast.isArrowFunction(node) || ast.isMethodDeclaration(node) || ast.isConstructorDeclaration(node);
}

/** A node and all below it. @param {Node} node @returns {Generator<Node>} */
export function* nodesIn(node) {
  /** @type {Node[]} */
  const below = [];
  node.forEachChild((child) => void below.push(child));
  yield node;
  for (const child of below) yield* nodesIn(child);
}

/** @param {Node} node */
export function callsIn(node) {
  return [...nodesIn(node)].filter((one) => ast.isCallExpression(one));
}
