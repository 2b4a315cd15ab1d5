/** The page of a host: signing in, the PCs, adding one. It knows nothing of wallets. */
import { get } from "../host_api.js";
import * as screen from "../ui/screen.js";
import { hostAdd } from "../views/host_add.js";
import { hostIn } from "../views/host_in.js";
import { hostPcs } from "../views/host_pcs.js";
import { prolong } from "../views/host_touch.js";

window.addEventListener("pageshow", (event) => event.persisted && location.reload());
for (const screens of [hostIn, hostPcs, hostAdd]) screen.add(screens);
prolong();
void get("me").then(
  () => screen.go("host-pcs"),
  () => screen.go("host-in"),
);
