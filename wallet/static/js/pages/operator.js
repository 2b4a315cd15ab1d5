/** The page of an operator: how the wallet is doing, what was said, the directory. It knows nothing of wallets. */
import { get, post } from "../operator_api.js";
import { report } from "../ui/problem.js";
import * as screen from "../ui/screen.js";
import { operatorHome } from "../views/operator_home.js";
import { operatorOrgs } from "../views/operator_orgs.js";
import { operatorSaid } from "../views/operator_said.js";
import { staffIn } from "../views/staff_in.js";
import { prolong } from "../views/staff_touch.js";

window.addEventListener("pageshow", (event) => event.persisted && location.reload());
const operatorIn = { "operator-in": staffIn({ kind: "operator", post, next: "operator" }) };
for (const screens of [operatorIn, operatorHome, operatorSaid, operatorOrgs]) screen.add(screens);
prolong("operator", get);
void get("me").then(
  () => screen.go("operator"),
  async (problem) => {
    await screen.go("operator-in");
    if (problem.code !== "no_session") await report(problem);
  },
);
