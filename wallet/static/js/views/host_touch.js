/** A host who touches the page stays signed in; a page that only asks by itself does not. */
import { get } from "../host_api.js";

const EVERY_MS = 60_000;
let last = -EVERY_MS;

/** Starts listening. */
export function prolong() {
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, touched, { capture: true, passive: true });
}

/** @param {Event} event */
function touched(event) {
  const signedIn = document.querySelector("[data-screen]:not([data-screen=screen-host-in])");
  if (!signedIn || event.timeStamp - last < EVERY_MS) return;
  last = event.timeStamp;
  // Where this fails, the next thing that is asked says so.
  void get("me").catch(() => {});
}
