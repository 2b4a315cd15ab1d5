/** The directory of organisations, which everybody reads; invitations of stewards. */
import { WalletError } from "../errors.js";
import { get, post, working } from "../operator_api.js";
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { word } from "../ui/words.js";

/** @typedef {import("../operator_api.js").Organisation} Organisation */

const back = () => screen.go("operator");
const backToList = () => screen.go("operator-orgs");
const showOrgs = () => working(orgs);

async function orgs() {
  /** @type {{organisations: Organisation[]}} */
  const { organisations } = await get("organisations");
  const root = screen.show("screen-operator-orgs", { orgs: organisations.map(card) }, { back });
  toggle(root, "none", organisations.length === 0);
}

/** @param {Organisation} organisation @param {number} at */
function card({ name, address, keys }, at) {
  const root = fill(clone("operator-org"), {
    name,
    address: address ?? word("org.closed"),
    stewards: keys.length ? word("org.stewards", { n: keys.length }) : word("org.no-stewards"),
  });
  find(root, "heading").id = `org-${at}`;
  for (const button of root.querySelectorAll("button")) button.setAttribute("aria-describedby", `org-${at}`);
  onClick(root, "invite", () => working(() => inviteMore(name)));
  onClick(root, "remove", () => working(() => remove(name)));
  return root;
}

/** @param {string} name */
async function remove(name) {
  if ((await ask("sheet-operator-org", { name })) !== "yes") return;
  await post("organisations/remove", { name });
  await orgs();
  live.say("org.gone", { name });
}

function showAdd() {
  const root = screen.show("screen-operator-org", {}, { back: backToList });
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const button = find(root, "add");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    void working(() => add(root).finally(() => button.removeAttribute("aria-disabled")));
  });
  field(root, "name").focus();
}

/** With an address into the directory; without one an organisation has a steward first. @param {HTMLElement} root */
async function add(root) {
  const [name, address] = ["name", "address"].map((one) => field(root, one).value.trim());
  if (!name) return void fill(root, { say: word("org.name") });
  if (!address) return invite(name);
  await post("organisations/add", { name, address });
  await orgs();
  live.say("org.added", { name });
}

/** For one that is still there: an invitation would bring it back. @param {string} name */
async function inviteMore(name) {
  /** @type {{organisations: Organisation[]}} */
  const { organisations } = await get("organisations");
  if (!organisations.some((one) => one.name === name)) throw new WalletError("not_found");
  await invite(name);
}

/** @param {string} name */
async function invite(name) {
  const { invitation, days } = await post("organisations/admit", { name });
  screen.show("screen-operator-invitation", { name, invitation, until: word("invitation.days", { n: days }) }, { back: backToList });
}

export const operatorOrgs = { "operator-orgs": showOrgs, "operator-org": showAdd };
