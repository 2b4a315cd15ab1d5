/**
 * The rules of this page, from `<body data-rules>`: none on an own device; "pc" on a free-access PC, where nothing may
 * stay and the next person waits; "practice" there, with invented papers and no server.
 */

const kind = document.body.dataset.rules ?? "";
const MINUTE = 60_000;

export const rules = Object.freeze({
  /** A free-access PC: no download, no passkey, no copy for later, a visible end. */
  pc: kind !== "",
  practice: kind === "practice",
  /** Quiet milliseconds until the wallet closes, and until it is asked whether somebody is there. */
  limit: kind ? 2 * MINUTE : 10 * MINUTE,
  warn: kind ? 2 * MINUTE - 20_000 : 9 * MINUTE,
});

/** Keys with which the browser itself opens or saves files: on a shared PC only the page does. */
export function noFileKeys() {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && ["o", "s"].includes(event.key.toLowerCase())) event.preventDefault();
  });
}

const DONE_MS = 2_000;

/** What the program that runs the PC reads in the window's title; the words are its protocol, not a person's. @param {"free" | "busy" | "done"} state @param {string} [left] @param {boolean} [help] */
export function tell(state, left = "", help = false) {
  document.title = ["Sacoche", [state, left].filter(Boolean).join(" "), help ? "help" : ""].filter(Boolean).join(" · ");
}

/** On a PC the program has a moment to end this visit; where there is none, the next visitor's page comes. */
export function done() {
  tell("done");
  setTimeout(() => location.replace("/k"), DONE_MS);
}
