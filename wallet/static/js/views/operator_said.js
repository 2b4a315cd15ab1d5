/** What was said to whoever runs the wallet: read, deleted one by one, or all that stands here. */
import { get, post, working } from "../operator_api.js";
import { clone, fill, find, onClick, toggle } from "../ui/dom.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { word } from "../ui/words.js";

/** @typedef {import("../operator_api.js").Message} Message */

/** A thousand of them would hide what follows. */
const EMPTY_LINES = /\n\s*\n\s*\n/g;
const back = () => screen.go("operator");
const showSaid = () => working(said);

async function said() {
  /** @type {{messages: Message[], more: boolean}} */
  const { messages, more } = await get("feedback");
  const root = screen.show("screen-operator-said", { messages: messages.map(card) }, { back });
  toggle(root, "none", messages.length === 0);
  toggle(root, "more", more);
  toggle(root, "all", messages.length > 1);
  onClick(root, "all", () => working(() => removeAll(root, messages.map((one) => one.id))));
}

/** @param {Message} message @param {number} at */
function card({ id, month, about, words }, at) {
  const root = fill(clone("operator-message"), { words: words.replace(EMPTY_LINES, "\n\n"), month, about: word(`about.${about}`) });
  const place = find(root, "meta");
  place.id = `said-${at}`;
  find(root, "remove").setAttribute("aria-describedby", place.id);
  onClick(root, "remove", () => working(() => remove(root, id)));
  return root;
}

/** The others stay where they are; the focus goes on to the next one. @param {HTMLElement} card @param {string} id */
async function remove(card, id) {
  await post("feedback/delete", { ids: [id] });
  const next = /** @type {HTMLElement | null} */ (card.nextElementSibling ?? card.previousElementSibling);
  if (!next) return after(card);
  card.remove();
  find(next, "remove").focus();
  live.say("said.gone");
}

/** @param {HTMLElement} root @param {string[]} ids all that stand here: what came since is not deleted unread */
async function removeAll(root, ids) {
  if ((await ask("sheet-operator-said")) !== "yes") return;
  await post("feedback/delete", { ids });
  await after(root);
}

/** The list as it is now. @param {HTMLElement} root */
async function after(root) {
  if (!root.isConnected) return;
  await said();
  live.say("said.gone");
}

export const operatorSaid = { "operator-said": showSaid };
