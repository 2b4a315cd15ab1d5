/** One PC as a card: how it is, and what a host can do for whoever sits there. */
import { order, post } from "../host_api.js";
import { clone, fill, find, toggle } from "../ui/dom.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { word } from "../ui/words.js";

/** @typedef {import("../host_api.js").Pc} Pc */

const MORE_MINUTES = 10;

/** A card that is still empty. @param {Pc} pc */
export function card({ id, name }) {
  const root = fill(clone("host-pc"), { name });
  root.dataset.key = id;
  describe(root, `pc-${id}`);
  on(root, "more", () => tell(id, name, "more_time", MORE_MINUTES));
  on(root, "end", () => end(id, name));
  on(root, "clear", () => tell(id, name, "clear_printer"));
  on(root, "closing", () => close(id, name));
  on(root, "remove", () => remove(root, id, name));
  return root;
}

/** Who hears the page hears with each button which PC it is about. @param {HTMLElement} root @param {string} heading */
function describe(root, heading) {
  find(root, "heading").id = heading;
  for (const one of root.querySelectorAll("button, summary")) one.setAttribute("aria-describedby", heading);
}

/** @param {HTMLElement} root @param {Pc} pc @returns {HTMLElement} the card itself */
export function refill(root, pc) {
  const state = pc.seen ? pc.state : "away";
  fill(root, { state: stateWord(pc), printer: word(`printer.${pc.printer}`) });
  toggle(root, "help", pc.help);
  toggle(root, "printing", pc.seen);
  root.dataset.state = state;
  root.dataset.help = String(pc.help);
  root.dataset.printer = pc.printer;
  able(root, ["more", "end"], state === "busy");
  able(root, ["clear"], pc.seen && pc.printer !== "none");
  able(root, ["closing"], pc.seen);
  return root;
}

/** @param {Pc} pc */
function stateWord({ seen, state, left }) {
  if (!seen) return word("pc.away");
  return state === "busy" && left !== null ? word("pc.left", { n: Math.max(1, Math.ceil(left / 60)) }) : word(`pc.${state}`);
}

/** A button that can do nothing now stays in its place: no other one slides under the finger. @param {HTMLElement} root @param {string[]} names @param {boolean} can */
function able(root, names, can) {
  for (const name of names) find(root, name).setAttribute("aria-disabled", String(!can));
}

/** @param {HTMLElement} root @param {string} name @param {() => Promise<unknown>} work */
function on(root, name, work) {
  const button = find(root, name);
  button.addEventListener("click", () => button.getAttribute("aria-disabled") !== "true" && void screen.attempt(work));
}

/** @param {string} id @param {string} name @param {string} what @param {number} [minutes] */
async function tell(id, name, what, minutes) {
  await order(id, what, minutes);
  live.say("pc.sent", { name });
}

/** @param {string} id @param {string} name */
async function end(id, name) {
  if ((await ask("sheet-host-end", { name })) === "yes") await tell(id, name, "end");
}

/** @param {string} id @param {string} name */
async function close(id, name) {
  const minutes = Number(await ask("sheet-host-closing"));
  if (minutes) await tell(id, name, "announce_closing", minutes);
}

/** The other cards stay as they are; the focus goes to the heading. @param {HTMLElement} root @param {string} id @param {string} name */
async function remove(root, id, name) {
  if ((await ask("sheet-host-remove", { name })) !== "yes") return;
  await post("pc/remove", { pc: id });
  root.remove();
  document.querySelector("h1")?.focus();
  live.say("pc.gone", { name });
}
