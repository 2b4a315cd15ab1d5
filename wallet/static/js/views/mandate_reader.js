/** A helper's card is opened with six digits; while the papers are shown, the page asks whether it still runs. */
import { Api } from "../api.js";
import { plainDigits } from "../crypto/text.js";
import { parseFragment } from "../crypto/share.js";
import { WalletError } from "../errors.js";
import { openMandate } from "../mandate_opening.js";
import { field, fill, find, onClick, toggle } from "../ui/dom.js";
import * as leave from "../ui/leave.js";
import { newWorker } from "../ui/parts.js";
import * as stage from "../ui/stage.js";
import { moment } from "../ui/when.js";
import { hasWord, word } from "../ui/words.js";

/** @typedef {import("../mandate_door.js").CardDoor} CardDoor */
/** @typedef {import("../mandate_opening.js").MandateOpening} MandateOpening */

const LENGTH = 6;
/** How often the page asks whether the person has ended it, in milliseconds. */
const ASK = 5_000;
/** @type {Worker | null} */
let worker = null;
leave.whenLeaving(dismiss);

function dismiss() {
  worker?.terminate();
  worker = null;
}

/** @param {string} fragment with its # */
function enter(fragment) {
  try {
    return parseFragment(fragment) ? showCode(fragment) : showNone("mandate.none");
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem;
    return showNone("mandate.badlink");
  }
}

/** @param {string} key of the word that says why */
function showNone(key) {
  const root = stage.show("screen-mandate-none", { what: word(key) });
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const link = field(root, "link").value.trim();
    if (link.includes("#")) void enter(link.slice(link.indexOf("#")));
  });
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

/** Another language keeps the card. @param {string} fragment */
function carry(fragment) {
  for (const link of document.querySelectorAll(".tongues a")) /** @type {HTMLAnchorElement} */ (link).hash = fragment;
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
  const asking = setInterval(() => {
    if (root.isConnected) void opening.runs();
    else clearInterval(asking);
  }, ASK);
  document.addEventListener("visibilitychange", () => root.isConnected && void opening.runs());
}

/** @param {unknown} problem @param {string} fragment */
function showStopped(problem, fragment) {
  dismiss();
  const code = problem instanceof WalletError && hasWord(`stopped.${problem.code}`) ? problem.code : "unknown";
  const wait = problem instanceof WalletError ? problem.retryAfter : null;
  const what = wait ? `${word(`stopped.${code}`)} ${word("stopped.wait", { n: Math.ceil(wait / 60) })}` : word(`stopped.${code}`);
  const root = stage.show("screen-mandate-stopped", { what });
  onClick(root, "retry", () => showCode(fragment));
  if (!(problem instanceof WalletError)) throw problem;
}

/** @param {string} fragment @param {string} code @param {(done: number) => void} onprogress @returns {Promise<CardDoor>} */
function ask(fragment, code, onprogress) {
  const running = (worker ??= newWorker("mandatedoor"));
  return new Promise((resolve, reject) => {
    running.onerror = () => reject(new WalletError("offline"));
    running.onmessage = ({ data }) => {
      if (data.done !== undefined) return onprogress(data.done);
      dismiss();
      if (data.door) resolve(data.door);
      else reject(new WalletError(data.error.code, data.error));
    };
    running.postMessage({ fragment, code });
  });
}

export const mandate = { card: enter };
