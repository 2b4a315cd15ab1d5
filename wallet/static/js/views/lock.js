/** Only this, until then: what may be seen is ticked, a time is chosen, and the rest is closed. */
import { WalletError } from "../errors.js";
import { field, fill, clone, find, onClick, toggle } from "../ui/dom.js";
import { Groups } from "../ui/groups.js";
import * as leave from "../ui/leave.js";
import { rowsOf } from "../ui/listing.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { titleOf } from "../ui/title.js";
import { asTyped, inBrussels } from "../ui/until.js";
import { moment } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { tickRow } from "./share.js";
import { work } from "./working.js";

/** @typedef {import("./share.js").Paper} Paper */

const LONGEST = 86_400;

/** @param {{ids?: string[]}} [arg] papers that are ticked already */
async function showChoose({ ids = [] } = {}) {
  const { docs } = await call("snapshot");
  const ticked = new Set(ids);
  const follow = () => find(root, "next").toggleAttribute("disabled", ticked.size === 0);
  const rows = rowsOf(docs, (/** @type {Paper} */ one) => tickRow(one, ticked, follow));
  const root = screen.show("screen-lock", { papers: rows }, { back: () => screen.go("settings") });
  toggle(root, "empty", docs.length === 0);
  follow();
  onClick(root, "next", () => void screen.go("lock-terms", { docs: docs.filter((/** @type {Paper} */ one) => ticked.has(one.id)) }));
}

/** @param {{docs: Paper[]}} arg */
async function showTerms({ docs }) {
  const { now, doors, absent = 0 } = await call("snapshot");
  const present = () => Math.floor((Date.now() + now) / 1000);
  const items = docs.map((one) => fill(clone("part-share-item"), { title: titleOf(one) }));
  const root = screen.show("screen-lock-terms", { papers: items }, { back: () => screen.go("lock", { ids: docs.map((one) => one.id) }) });
  toggle(root, "safe", doors.some((/** @type {{kind: string}} */ one) => one.kind === "safe"));
  toggle(root, "not-all", absent > 0);
  field(root, "until").value = asTyped(present() + 7200);
  find(root, "form").addEventListener("change", () => toggle(root, "other-field", chosen(root, "until") === "other"));
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const until = untilOf(root, present());
    toggle(root, "trouble", until === null);
    if (until) void screen.attempt(() => close({ docs: docs.map((one) => one.id), until, early: chosen(root, "early") === "safe" }));
  });
}

/** @param {HTMLElement} root @param {string} name */
function chosen(root, name) {
  return /** @type {HTMLInputElement} */ (root.querySelector(`input[name=${name}]:checked`)).value;
}

/** @param {HTMLElement} root @param {number} now @returns {number | null} null where the time cannot be used */
function untilOf(root, now) {
  const choice = chosen(root, "until");
  const until = choice === "other" ? inBrussels(field(root, "until").value) : now + Number(choice);
  return until !== null && until > now && until <= now + LONGEST ? until : null;
}

/** @param {{docs: string[], until: number, early: boolean}} wish */
async function close(wish) {
  const time = moment(wish.until);
  if ((await ask("sheet-lock", { until: word(wish.early ? "lock.sure-safe" : "lock.sure", { time }) })) !== "yes") return;
  if (!(await work("lock.begin", wish, "lock.working"))) return screen.go("lock", { ids: wish.docs });
  await screen.go("papers");
  live.say("lock.done", { time });
}

function showEnd() {
  const fields = new Groups(() => find(root, "open").toggleAttribute("disabled", !fields.complete()));
  const root = screen.show("screen-lock-end", { groups: fields.element }, { back: () => screen.go("lock") });
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(() => endEarly(fields.values()));
  });
}

/** @param {string[]} card */
async function endEarly(card) {
  try {
    await call("lock.endEarly", { card });
  } catch (problem) {
    throw problem instanceof WalletError && problem.code === "not_found" ? new WalletError("nothing_opens") : problem;
  }
  onClick(screen.show("screen-lock-ended"), "finish", leave.finish);
}

export const lock = { lock: showChoose, "lock-terms": showTerms, "lock-end": showEnd };
