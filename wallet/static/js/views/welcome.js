/** The first screen of the wallet page, and what everyone should know before making a wallet. */
import * as shelf from "../shelf.js";
import { toggle } from "../ui/dom.js";
import * as screen from "../ui/screen.js";

function showWelcome() {
  const root = screen.show("screen-welcome");
  void shelf.get().then((container) => toggle(root, "kept", container !== null));
}

/** "Who can see what" and "maybe not for you now", before anything is made. */
function showBefore() {
  screen.show("screen-before", {}, { back: showWelcome });
}

export const welcome = { welcome: showWelcome, before: showBefore };
