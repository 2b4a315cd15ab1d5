/** Given to Node by --import: tests of what a wallet does stretch its words cheaply and once (remembered.mjs). */
import { registerHooks } from "node:module";

const REMEMBERED = new URL("./remembered.mjs", import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier === "hash-wasm" && context.parentURL !== REMEMBERED;
    return next(ours ? REMEMBERED : specifier, context);
  },
});
