/** Bundle: turns a card and six digits into the keys of a mandate's door, away from the page. */
import { answer } from "./answering.js";
import { doorOf } from "./mandate_door.js";

answer((api, /** @type {{fragment: string, code: string}} */ { fragment, code }, progress) => doorOf(api, fragment, code, progress));
