/** This device as one more way in: made in settings, asked at the door. */
import { field, find } from "../ui/dom.js";
import * as live from "../ui/live.js";
import * as passkey from "../ui/passkey.js";
import * as screen from "../ui/screen.js";
import { mustDo, openKept } from "./kept.js";
import { openWith } from "./unlock.js";
import { work } from "./working.js";

function showNew() {
  const root = screen.show("screen-device-new", {}, { back: () => screen.go("cards") });
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(() => make(field(root, "name").value.trim()));
  });
}

/** @param {string} name */
async function make(name) {
  const prf = await passkey.make();
  const done = await work("passkey.add", { prf, name }, "device.keeping");
  await screen.go("cards");
  if (done) live.say("device.kept");
}

async function showUnlock() {
  const prf = await passkey.ask();
  if (await mustDo()) return openKept(prf);
  await openWith("unlock.passkey", { prf }, () => screen.go("unlock"));
}

export const device = { "device-new": showNew, "unlock-device": showUnlock };
