/** Closing for good, in two steps; thirty days in which opening it undoes that. */
import { onClick } from "../ui/dom.js";
import * as leave from "../ui/leave.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { work } from "./working.js";

function showClosing() {
  const root = screen.show("screen-closing", {}, { back: () => screen.go("settings") });
  onClick(root, "close", () => screen.attempt(close));
}

async function close() {
  if ((await ask("sheet-closing")) !== "yes") return;
  if (await work("vault.close", null, "closing.working")) await leave.finish();
  else showClosing();
}

export const closing = { closing: showClosing };
