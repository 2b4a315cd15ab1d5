/** Another secret: explained, chosen, practised; and the wallet is as it was. */
import { onClick, toggle } from "../ui/dom.js";
import * as screen from "../ui/screen.js";
import { call } from "../vault.js";
import { choose } from "./signup.js";
import { work } from "./working.js";

async function showAnother() {
  const { doors } = await call("snapshot");
  const root = screen.show("screen-another", {}, { back: () => screen.go("settings") });
  const card = doors.some((/** @type {{kind: string}} */ one) => one.kind === "pocket");
  toggle(root, "card", card);
  toggle(root, "no-card", !card);
  onClick(root, "begin", () => screen.attempt(make));
}

async function make() {
  const chosen = await choose({ back: showAnother, draw: "another.begin", steps: false });
  if (!(await work("another.finish", chosen, "another.working"))) return showAnother();
  screen.show("screen-another-done");
}

export const another = { another: showAnother };
