/** Bundle: seals one paper to a mailbox and sends it, away from the page. */
import { answer } from "./answering.js";
import { handOver } from "./dropping.js";

/** @typedef {{fragment: string, paper: import("./dropping.js").Paper}} Asked */

answer((api, /** @type {Asked} */ { fragment, paper }, progress) => handOver(api, fragment, paper, progress));
