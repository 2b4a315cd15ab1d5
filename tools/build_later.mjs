// Bundles that come after a page's own script and use the modules that it holds already.
import { dirname, join, relative, resolve } from "node:path";
import { build } from "esbuild";

/** @typedef {import("esbuild").BuildOptions} Options */
/** @typedef {{root: string, later: Record<string, {source: string, pages: string[]}>, pages: Record<string, string>}} Plan `root`: the folder of all sources */

/** Where a page leaves its modules for a script that comes later. */
const HELD = "walletHeld";

/**
 * @param {Options} how @param {Plan} plan
 * @returns {Promise<{built: import("esbuild").BuildResult[], pages: string[]}>} `pages`: those that were built with it
 */
export async function buildLater(how, { root, later, pages: sources }) {
  const built = [];
  const names = [...new Set(Object.values(later).flatMap((one) => one.pages))];
  const held = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await modulesOf(how, root, sources[name])])));
  /** @type {Record<string, Set<string>>} */
  const used = Object.fromEntries(names.map((name) => [name, new Set()]));
  for (const [name, { source, pages }] of Object.entries(later)) {
    const common = [...held[pages[0]]].filter((module) => pages.every((page) => held[page].has(module)));
    const found = new Set();
    built.push(await build({ ...how, entryPoints: { [name]: join(root, source) }, plugins: [taken(root, new Set(common), found)] }));
    for (const page of pages) for (const module of found) used[page].add(module);
  }
  for (const name of names) built.push(await build({ ...how, stdin: giving(root, sources[name], [...used[name]].sort()), outdir: undefined, outfile: join(String(how.outdir), `${name}.js`) }));
  return { built, pages: names };
}

/** The modules of our own that a bundle is made of, below `root`. @param {Options} how @param {string} root @param {string} source */
async function modulesOf(how, root, source) {
  const { metafile } = await build({ ...how, entryPoints: [join(root, source)], write: false });
  const inputs = Object.keys(metafile?.inputs ?? {}).map((path) => relative(root, resolve(String(how.absWorkingDir), path)));
  return new Set(inputs.filter((path) => !path.startsWith("..") && path !== source));
}

/**
 * Takes a module from the page where the page holds it, and notes that it did.
 * @param {string} root @param {Set<string>} held @param {Set<string>} used @returns {import("esbuild").Plugin}
 */
function taken(root, held, used) {
  return {
    name: "taken",
    setup(building) {
      building.onResolve({ filter: /^\./ }, ({ path, importer }) => {
        const module = relative(root, join(dirname(importer), path));
        if (!held.has(module)) return null;
        used.add(module);
        return { path: module, namespace: "held" };
      });
      building.onLoad({ filter: /.*/, namespace: "held" }, ({ path }) => ({ contents: `module.exports = ${HELD}[${JSON.stringify(path)}]` }));
    },
  };
}

/** The page's source, which leaves these modules where a later script finds them. @param {string} root @param {string} source @param {string[]} modules */
function giving(root, source, modules) {
  const imports = modules.map((module, at) => `import * as m${at} from "./${module}";`);
  const rows = modules.map((module, at) => `${JSON.stringify(module)}: m${at}`);
  return { contents: `${imports.join("\n")}\nglobalThis.${HELD} = {${rows.join(", ")}};\nimport "./${source}";\n`, resolveDir: root, sourcefile: "giving.js" };
}
