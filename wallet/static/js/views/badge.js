/** Showing that begins with a badge: it is scanned, papers are ticked, and they lie in that mailbox. Two taps from the badge, three with other terms. Decision 0017. */
import { field, find, onClick, toggle } from "../ui/dom.js";
import { rowsOf } from "../ui/listing.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { scanAddress } from "./address.js";
import { coversOf, lookAt, tickRow } from "./share.js";
import { known, vouching } from "./vouching.js";
import { work } from "./working.js";

/**
 * @typedef {import("./share.js").Paper} Paper
 * @typedef {import("./share.js").Plan} Plan
 * @typedef {{id: string, name: string}} Contact
 */

/** What the screen of terms has preset; `badge.html` says the same in words. */
const USUAL = { from: null, opens: 5, shownName: "", note: "", print: false, keep: false };
const SECONDS = 1800;

/** @typedef {{ids: string[]} & Plan} Chosen papers that are ticked already, and what covers them */

/** @param {Partial<Chosen>} [arg] */
function scanBadge({ ids = [], ...plan } = {}) {
  const chosen = { ids, ...plan };
  return scanAddress((address) => meet(address, chosen), () => screen.go("share-choose", chosen));
}

/** @param {string} address @param {Chosen} chosen */
async function meet(address, chosen) {
  const to = await call("contact.known", { address });
  await (to ? showPapers({ ...chosen, to }) : showName(address, chosen));
}

/** @param {string} address @param {Chosen} chosen */
async function showName(address, chosen) {
  const { who } = await call("contact.meet", { address });
  const root = screen.show("screen-badge-name", { who: vouching(who) || word("contact.unchecked") }, { back: () => screen.go("share-choose", chosen) });
  field(root, "name").value = known(who);
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(async () => {
      const name = field(root, "name").value.trim();
      const { id } = await call("contact.pin", { address, name });
      await showPapers({ ...chosen, to: { id, name } });
    });
  });
}

/** @param {Chosen & {to: Contact}} arg */
async function showPapers({ ids, to, ...plan }) {
  const { docs, now } = await call("snapshot");
  const ticked = new Set(ids);
  const chosen = () => docs.filter((/** @type {Paper} */ one) => ticked.has(one.id));
  const follow = () => {
    for (const name of ["put", "terms"]) find(root, name).toggleAttribute("disabled", ticked.size === 0);
  };
  const look = (/** @type {Paper} */ one) => lookAt(one, plan.covers, Date.now() + now, () => showPapers({ ids: [...ticked], to, ...plan }));
  const rows = rowsOf(docs, (/** @type {Paper} */ one) => tickRow(one, ticked, follow, look));
  const root = screen.show("screen-badge-papers", { papers: rows, to: word("badge.to", { name: to.name || word("contact.unnamed") }) }, { back: () => screen.go("share-choose", { ids: [...ticked], covers: plan.covers }) });
  toggle(root, "empty", docs.length === 0);
  follow();
  onClick(root, "terms", () => screen.go("share-terms", { docs: chosen(), to, ...plan }));
  onClick(root, "put", () => screen.attempt(() => put(root, { docs: [...ticked], covers: coversOf(plan.covers, [...ticked]), until: Math.floor((Date.now() + now) / 1000) + SECONDS, ...USUAL }, to)));
}

/** @param {HTMLElement} root @param {object} wish @param {Contact} to */
async function put(root, wish, to) {
  const button = find(root, "put");
  button.setAttribute("disabled", "");
  try {
    const { id } = await call("share.make", wish);
    await deliver({ share: id, to });
  } finally {
    button.removeAttribute("disabled");
  }
}

/** Where it cannot be put in, its code is shown instead. @param {{share: string, to: Contact}} arg */
async function deliver({ share, to }) {
  const sent = await work("contact.send", { share, to: to.id }, "contact.sending");
  if (!sent) return screen.go("share-out", { id: share });
  await screen.go("shares");
  live.say("contact.sent");
}

export const badge = { badge: scanBadge, "badge-papers": showPapers, "badge-deliver": deliver };
