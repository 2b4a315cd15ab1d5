/** How the wallet is doing: living wallets against the plan, what answers, versions. */
import { get, post, working } from "../operator_api.js";
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import * as screen from "../ui/screen.js";
import { language, word } from "../ui/words.js";

/** @typedef {import("../operator_api.js").State} State */

const MACHINES = /** @type {const} */ (["database", "blobs", "oprf", "clock", "sweep"]);
const showHome = () => working(home);

async function home() {
  /** @type {State} */
  const { living, aims, health, version, tables, release } = await get("state");
  const root = screen.show("screen-operator", {
    living: living === null ? word("living.few") : word("living", { n: living }),
    aims: aims.map(aim),
    health: MACHINES.map((what) => answers(what, health[what])),
    version: word("version", { version, tables }),
    release: release ?? "",
  });
  toggle(root, "signed", release !== null);
  toggle(root, "unsigned", release === null);
  onClick(root, "out", () => screen.attempt(signOut));
}

/** A year of the plan as a sentence and a bar. @param {State["aims"][number]} aim */
function aim({ year, wallets, percent }) {
  const root = fill(clone("operator-aim"), {
    plan: word("aim.plan", { year, wallets }),
    part: percent === null ? word("aim.few") : word("aim.part", { part: asPart(percent) }),
  });
  const [plan, bar] = [find(root, "plan", "text"), field(root, "bar")];
  plan.id = `aim-${year}`;
  bar.setAttribute("aria-labelledby", plan.id);
  bar.setAttribute("value", String(Math.min(100, percent ?? 0)));
  return root;
}

/** @param {number} percent */
function asPart(percent) {
  return new Intl.NumberFormat(`${language()}-u-nu-latn`, { style: "percent" }).format(percent / 100);
}

/** @param {string} what @param {boolean} well */
function answers(what, well) {
  const root = fill(clone("operator-health"), { says: word(`health.${what}.${well ? "well" : "ill"}`) });
  root.dataset.well = String(well);
  return root;
}

async function signOut() {
  await post("logout", {});
  await screen.go("operator-in");
}

export const operatorHome = { operator: showHome };
