/** The Worker of the practice page: the same keeper on a server that is none. */
import { Api } from "./api.js";
import { attend, scope } from "./attend.js";
import { Keeper } from "./keeper/keeper.js";
import { begin } from "./practice/begin.js";
import { PracticeServer } from "./practice/server.js";

attend(new Keeper(new Api(scope.location.origin, new PracticeServer().send)), { "practice.begin": begin });
