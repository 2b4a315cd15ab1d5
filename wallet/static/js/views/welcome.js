/** The first screen of the wallet page, and what everyone should know before making a wallet. */
import * as screen from "../ui/screen.js";

function showWelcome() {
  screen.show("screen-welcome");
}

/** "Who can see what" and "maybe not for you now", before anything is made. */
function showBefore() {
  screen.show("screen-before", {}, { back: showWelcome });
}

export const welcome = { welcome: showWelcome, before: showBefore };
