/** The page of a host: signing in, the PCs, adding one. It knows nothing of wallets. */
import { get, post } from "../host_api.js";
import * as screen from "../ui/screen.js";
import { hostAdd } from "../views/host_add.js";
import { hostPcs } from "../views/host_pcs.js";
import { staffIn } from "../views/staff_in.js";
import { prolong } from "../views/staff_touch.js";

window.addEventListener("pageshow", (event) => event.persisted && location.reload());
const hostIn = { "host-in": staffIn({ kind: "host", post, next: "host-pcs" }) };
for (const screens of [hostIn, hostPcs, hostAdd]) screen.add(screens);
prolong("host", get);
void get("me").then(
  () => screen.go("host-pcs"),
  () => screen.go("host-in"),
);
