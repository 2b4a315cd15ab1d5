/** Which declarations of which modules a bundle needs, as a bundler that shakes its tree would find them. */
import * as ast from "typescript/unstable/ast";
import { nodesIn } from "./program.mjs";

/** @typedef {import("./program.mjs").Node} Node */

export class Reach {
  /** @param {import("./program.mjs").Program} program */
  constructor(program) {
    this.program = program;
    /** @type {Map<Node, Set<Node>>} statement at the top of a module → those that it names */
    this.named = new Map();
    for (const file of program.files) for (const statement of file.statements) this.named.set(statement, this.#namedIn(statement));
  }

  /** @param {Node} statement */
  #namedIn(statement) {
    const found = [...nodesIn(statement)].flatMap((node) => this.program.declared.get(node) ?? []);
    return new Set(found.map(topOf).filter((top) => top !== null));
  }

  /** The statements that run or can be called once the module `entry` is loaded. @param {string} entry @returns {Set<Node>} */
  from(entry) {
    const modules = this.#modulesFrom(entry);
    const waiting = modules.flatMap((file) => file.statements.filter((one) => !isDeclaration(one)));
    /** @type {Set<Node>} */
    const seen = new Set();
    for (let one = /** @type {Node | undefined} */ (waiting.pop()); one; one = waiting.pop()) {
      if (!seen.has(one)) waiting.push(.../** @type {Set<any>} */ (this.named.get(one) ?? []));
      seen.add(one);
    }
    return seen;
  }

  /** The files that `entry` imports, itself included. @param {string} entry */
  #modulesFrom(entry) {
    const byName = new Map(this.program.files.map((file) => [this.program.moduleOf(file), file]));
    const seen = new Set([entry]);
    for (const name of seen) for (const next of importsOf(name, byName.get(name))) if (byName.has(next)) seen.add(next);
    return [...seen].flatMap((name) => byName.get(name) ?? []);
  }
}

/** @param {string} name @param {import("typescript/unstable/ast").SourceFile | undefined} file */
function importsOf(name, file) {
  const from = (file?.statements ?? []).flatMap((one) => ((ast.isImportDeclaration(one) || ast.isExportDeclaration(one)) && one.moduleSpecifier && ast.isStringLiteral(one.moduleSpecifier) ? [one.moduleSpecifier.text] : []));
  return from.map((path) => new URL(path, `file:///${name}`).pathname.slice(1));
}

/** The statement at the top of the module in which a node stands; null for a whole file. @param {Node} node @returns {Node | null} */
export function topOf(node) {
  if (ast.isSourceFile(node)) return null;
  return ast.isSourceFile(node.parent) ? node : topOf(node.parent);
}

/** @param {Node} node */
function isDeclaration(node) {
  return ast.isFunctionDeclaration(node) || ast.isClassDeclaration(node) || ast.isVariableStatement(node) || ast.isImportDeclaration(node);
}
