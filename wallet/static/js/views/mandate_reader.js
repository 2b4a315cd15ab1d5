/** A helper's card is opened with six digits, and shows the papers of its kinds. */
import { Api } from "../api.js";
import { plainDigits } from "../crypto/text.js";
import { parseFragment } from "../crypto/share.js";
import { WalletError } from "../errors.js";
import { openMandate } from "../mandate_opening.js";
import { askWorker } from "../ui/asking.js";
import { field, fill, find, onClick, toggle } from "../ui/dom.js";
import * as leave from "../ui/leave.js";
import { newWorker } from "../ui/parts.js";
import * as stage from "../ui/stage.js";
import { whyStopped } from "../ui/stopped.js";
import { moment } from "../ui/when.js";
import { hasWord, word } from "../ui/words.js";
import { carry, enterByLink } from "./by_link.js";

/** @typedef {import("../mandate_door.js").CardDoor} CardDoor */
/** @typedef {import("../mandate_opening.js").MandateOpening} MandateOpening */

const LENGTH = 6;
/** @type {Worker | null} */
let worker = null;
leave.whenLeaving(dismiss);

function dismiss() {
  worker?.terminate();
  worker = null;
}

/** @param {string} fragment with its # */
function enter(fragment) {
  return enterByLink(fragment, parseFragment, showCode, { screen: "screen-mandate-none", none: "mandate.none", broken: "mandate.badlink" });
}

/** @param {string} fragment */
function showCode(fragment) {
  const root = stage.show("screen-mandate-code", { say: "" });
  carry(fragment);
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const code = plainDigits(field(root, "code").value).replace(/\D/g, "");
    if (code.length === LENGTH) void open(root, fragment, code);
    else fill(root, { say: word("mandate.short") });
  });
  field(root, "code").focus();
}

/** @param {HTMLElement} root @param {string} fragment @param {string} code */
async function open(root, fragment, code) {
  toggle(root, "form", false);
  toggle(root, "working", true);
  const bar = /** @type {HTMLProgressElement} */ (find(root, "bar"));
  try {
    const opening = await openMandate(new Api(location.origin), await ask(fragment, code, (done) => (bar.value = done)));
    await stage.go("papers", opening);
    complete(opening);
  } catch (problem) {
    showStopped(problem, fragment);
  }
}

/** What a mandate has and a share has not. @param {MandateOpening} opening */
function complete(opening) {
  const { kinds, add, until, items } = opening.mandate;
  const root = /** @type {HTMLElement} */ (document.querySelector("main > section"));
  const names = kinds.filter((one) => hasWord(`kind.${one}`)).map((one) => word(`kind.${one}`));
  fill(root, { kinds: names.join(" · "), ends: moment(until) });
  toggle(root, "nothing", items.length === 0);
  toggle(root, "add-box", add !== null);
  if (add !== null) find(root, "add").setAttribute("href", `/d#${add}`);
}

/** @param {unknown} problem @param {string} fragment */
function showStopped(problem, fragment) {
  const root = stage.show("screen-mandate-stopped", { what: whyStopped(problem) });
  onClick(root, "retry", () => showCode(fragment));
  if (!(problem instanceof WalletError)) throw problem;
}

/** @param {string} fragment @param {string} code @param {(done: number) => void} onprogress @returns {Promise<CardDoor>} */
function ask(fragment, code, onprogress) {
  return askWorker((worker ??= newWorker("mandatedoor")), { fragment, code }, onprogress).finally(dismiss);
}

export const mandate = { card: enter };
