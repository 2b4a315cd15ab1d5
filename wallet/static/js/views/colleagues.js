/** What a steward does for their organisation: sees who works there, invites, signs, lets go. */
import { clone, fill, onClick, toggle } from "../ui/dom.js";
import { rowsOf } from "../ui/listing.js";
import * as live from "../ui/live.js";
import { qrBox } from "../ui/qrbox.js";
import * as screen from "../ui/screen.js";
import { ask } from "../ui/sheet.js";
import { day } from "../ui/when.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import { copyText } from "./work.js";

/** @typedef {{id: string, name: string, steward: boolean, until: number | null, self: boolean, number: string[]}} Colleague */

async function showColleagues() {
  const { work } = await call("snapshot");
  show(work.org, await call("work.colleagues"));
}

/** @param {string} org @param {Colleague[]} all */
function show(org, all) {
  const root = screen.show("screen-colleagues", { org, rows: rowsOf(all, (one) => row(org, one)) }, { back: () => screen.go("work") });
  onClick(root, "invite", () => screen.attempt(() => invite(false)));
  onClick(root, "invite-steward", () => screen.attempt(() => invite(true)));
}

/** @param {string} org @param {Colleague} one */
function row(org, one) {
  const made = fill(clone("part-colleague-row"), { title: one.name, meta: stateOf(one) });
  made.querySelector("button")?.addEventListener("click", () => showOne(org, one));
  return made;
}

/** @param {Colleague} one */
function stateOf({ until, self, steward }) {
  const signed = until ? word("work.until", { day: day(until) }) : word("work.waits");
  return [self ? word("work.self") : null, steward ? word("work.steward") : null, signed].filter(Boolean).join(" · ");
}

/** @param {string} org @param {Colleague} one */
function showOne(org, one) {
  const values = { title: one.name, state: stateOf(one), number: one.number.join(" ") };
  const root = screen.show("screen-colleague", values, { back: () => screen.go("colleagues") });
  toggle(root, "let-go", !one.self);
  onClick(root, "sign", () => screen.attempt(() => change("work.sign", "work.signed", org, one)));
  onClick(root, "let-go", () => screen.attempt(() => letGo(org, one)));
}

/** @param {string} org @param {Colleague} one */
async function letGo(org, one) {
  if ((await ask("sheet-let-go", { name: one.name })) === "yes") await change("work.letGo", "work.gone", org, one);
}

/** @param {string} method @param {string} said @param {string} org @param {Colleague} one */
async function change(method, said, org, one) {
  show(org, await call(method, { worker: one.id }));
  live.say(said);
}

/** @param {boolean} steward */
async function invite(steward) {
  const { invitation, days } = await call("work.invite", { steward });
  const values = { days: word("work.days", { n: days }), invitation, qr: await qrBox(invitation, word("work.invitation-qr"), 8) };
  const root = screen.show("screen-invited", values, { back: () => screen.go("colleagues") });
  onClick(root, "copy", () => copyText(invitation));
}

export const colleagues = { colleagues: showColleagues };
