/** Sacoche on one's own phone: its pages open without a network, like an app's. */
import { onClick, toggle } from "../ui/dom.js";
import * as live from "../ui/live.js";
import * as offline from "../ui/offline.js";
import * as screen from "../ui/screen.js";

async function showInstall() {
  const allowed = await offline.allowed();
  const root = screen.show("screen-install", {}, { back: () => screen.go("settings") });
  toggle(root, "unable", !allowed);
  toggle(root, "keep", allowed && !offline.kept());
  toggle(root, "kept", offline.kept());
  onClick(root, "do", () => screen.attempt(keep));
  onClick(root, "forget", () => screen.attempt(forget));
}

async function keep() {
  await offline.keep();
  await showInstall();
  live.say("install.kept");
}

/** The page is the one that was kept until it is left. */
async function forget() {
  await offline.forget();
  await screen.go("settings");
  live.say("install.forgotten");
}

export const install = { install: showInstall };
