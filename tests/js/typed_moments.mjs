// usage: node typed_moments.mjs TYPED…; prints the moment of each on a line, in seconds, or null.
import { inBrussels } from "../../wallet/static/js/ui/until.js";

for (const typed of process.argv.slice(2)) console.log(inBrussels(typed));
