/** The Worker of the wallet page: keys live and die here. */
import { Api } from "./api.js";
import { attend, scope } from "./attend.js";
import { Keeper } from "./keeper/keeper.js";

attend(new Keeper(new Api(scope.location.origin)));
