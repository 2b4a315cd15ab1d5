/** The wallet page on a free-access PC: time left, "Finish" and "Help" in the header, on every screen. */
import { clone, fill, onClick } from "./dom.js";
import * as idle from "./idle.js";
import * as leave from "./leave.js";
import { noFileKeys, rules, tell } from "./rules.js";
import * as screen from "./screen.js";

/** @type {HTMLElement | null} what hides the papers while somebody helps */
let helped = null;

/** Puts the bar in the header and starts counting, before anything is opened. */
export function start() {
  if (!rules.pc) return;
  noFileKeys();
  const bar = clone("part-pc");
  document.querySelector(".top")?.after(bar);
  onClick(bar, "finish", screen.finish);
  onClick(bar, "help", ask);
  idle.watch();
  const count = () => {
    const left = spelled(idle.left());
    fill(bar, { left });
    if (!leave.left()) tell("busy", left, helped !== null);
  };
  count();
  setInterval(count, 1000);
}

/** @param {number} ms @returns {string} m:ss */
function spelled(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Everything but a few buttons leaves the screen, and the reach of keys and screen readers. */
function ask() {
  if (helped) return;
  helped = clone("part-helped");
  onClick(helped, "back", show);
  onClick(helped, "more", idle.touch);
  onClick(helped, "end", leave.finish);
  for (const one of behind()) one.hidden = one.inert = true;
  document.body.append(helped);
  /** @type {HTMLElement | null} */ (helped.querySelector("h2"))?.focus();
}

function show() {
  helped?.remove();
  helped = null;
  for (const one of behind()) one.hidden = one.inert = false;
}

/** What may show a paper. @returns {HTMLElement[]} */
function behind() {
  return [...document.querySelectorAll("main, dialog, #live, .pc")].filter((one) => one instanceof HTMLElement);
}
