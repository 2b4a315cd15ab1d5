/** Bundle: turns twelve digits into the keys of a share's door, away from the page. */
import { answer } from "./answering.js";
import { doorOf } from "./typed_digits.js";

answer((api, /** @type {{digits: string}} */ { digits }, progress) => doorOf(api, "code", digits, progress));
