/** Another secret: explained, chosen, practised; its code on the card is learnt; and the wallet is as it was. */
import { field, find, onClick, toggle } from "../ui/dom.js";
import { digits } from "../ui/groups.js";
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
  const code = await call("another.code");
  if (code) await learn({ code }, showAnother);
  if (!(await work("another.finish", chosen, "another.working"))) return showAnother();
  screen.show("screen-another-done");
}

/** @param {{code: string}} card @param {() => unknown} back @returns {Promise<void>} resolves once its code was typed right */
export function learn({ code }, back) {
  return new Promise((resolve) => {
    const root = screen.show("screen-another-code", { code }, { back });
    find(root, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      const right = digits(field(root, "typed").value) === code;
      toggle(root, "trouble", !right);
      if (right) resolve();
    });
  });
}

export const another = { another: showAnother };
