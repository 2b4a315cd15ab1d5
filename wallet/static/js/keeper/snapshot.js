/** What the page may see of a catalogue: no key, no token, no root. */
import { withPass } from "../crypto/address.js";
import { mandateUrl } from "../crypto/mandate.js";
import { shareUrl } from "../crypto/share.js";
import { unb64 } from "../crypto/bytes.js";
import { shownWork } from "./badge.js";
import { arrived } from "./mailboxes.js";
import { shownToMe } from "./notes.js";
import { present } from "./people.js";
import { living, running, shownUntil } from "./shape.js";
import { named } from "./viewers.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./shape.js").Catalogue} Catalogue
 * @typedef {import("./shape.js").Paper} Paper
 * @typedef {import("./shape.js").Share} Share
 * @typedef {import("./shape.js").Door} Door
 */

/** @param {Keeper} keeper */
export function snapshot(keeper) {
  const docs = keeper.all.flatMap((home) => living(home.catalogue.docs).map((one) => marked(keeper, home, one)));
  const bin = keeper.all.flatMap((home) => living(home.catalogue.bin).map((one) => ({ ...marked(keeper, home, one), binned: one.binned ?? 0 })));
  const groups = [...new Set(docs.map((one) => one.group).filter((group) => group))];
  const shares = keeper.all.flatMap((home) => living(home.catalogue.shares).map((one) => shownShare(home, one)));
  const doors = living(keeper.catalogue.doors).filter((one) => !one.set).map(shownDoor);
  const unread = keeper.all.reduce((sum, one) => sum + one.catalogue.aside.length + one.unsettled, 0);
  const more = { ...(keeper.beside.length ? { several: keeper.beside.length } : {}), ...(keeper.absent.length ? { absent: keeper.absent.length } : {}), ...(unread ? { unread } : {}) };
  const mailboxes = keeper.all.flatMap((home) => living(home.catalogue.mailboxes).map((one) => shownMailbox(keeper, one)));
  const inbox = keeper.all.flatMap(arrived);
  const contacts = living(keeper.catalogue.contacts).map(({ id, name, who }) => ({ id, name, ...(who ? { who } : {}) }));
  const shown = keeper.all.flatMap(shownToMe);
  return { docs, bin, groups, shares, doors, mailboxes, inbox, contacts, shown, work: shownWork(keeper), people: shownPeople(keeper), waiting: Math.max(...keeper.all.map((one) => one.waiting)), busy: keeper.busy, now: keeper.api.offset, ...more };
}

/** @typedef {ReturnType<typeof snapshot>} Snapshot `waiting`: when two who hold a part could go in, 0 while nobody has begun; `busy`: many have tried this name today; `unread`: entries that cannot be read */

/** Who is trusted, without the keys. @param {Keeper} keeper */
function shownPeople(keeper) {
  const found = present(keeper);
  return found ? { names: found.helpers.map((one) => one.name), wait: found.wait, made: found.made, usable: found.usable, together: found.rec !== null } : null;
}

/** `beside` stands only on what another secret opens too. @param {Keeper} keeper @param {Keeper} home @param {Paper} one */
export function marked(keeper, home, one) {
  const shown = shownPaper(one, home.catalogue, home.now());
  return home === keeper ? shown : { ...shown, beside: true };
}

/** `versions`: older contents that a running share still shows, and until when. @param {Paper} one @param {Catalogue} catalogue @param {number} now */
export function shownPaper(one, catalogue, now) {
  const { id, name, kind, mime, len, issued, expires, group, added } = one;
  const old = one.versions.map((content) => ({ len: content.len, mime: content.mime, until: shownUntil(catalogue, content.blob, now) }));
  return { id, name, kind, mime, len, issued, expires, group, added, versions: old.filter(({ until }) => until) };
}

/** `ended` is when it ended, null while it runs or has yet to begin. @param {Keeper} keeper @param {Share} one */
export function shownShare(keeper, one) {
  const { id, docs, names, from, until, opens, print, keep, reference, note, made, events } = one;
  const now = keeper.now();
  const link = running(one, now) && one.s ? (one.mandate ? mandateUrl : shareUrl)(keeper.api.origin, unb64(one.door), unb64(one.s)) : null;
  const ended = one.ended ?? (until <= now ? until : null);
  return { id, docs, names, from, until, opens, shownName: one.shown_name, note, print, keep, link, reference, made, ended, events: named(one, events), sent: (one.sent ?? []).map(({ name }) => name), ...(one.digits ? { digits: one.digits } : {}), ...(one.mandate ? { mandate: { helper: one.mandate.helper, kinds: one.mandate.kinds } } : {}) };
}

/** @param {Keeper} keeper @param {import("./shape.js").Mailbox} one */
function shownMailbox(keeper, { id, name, made, address, pass, work }) {
  const link = `${keeper.api.origin}/d#`;
  return { id, name, made, link: link + address, ...(pass ? { trusted: link + withPass(address, pass) } : {}), ...(work ? { work: true } : {}) };
}

/** `again`: it can be printed again; `offline`: the papers that this device keeps. @param {Door} one */
function shownDoor(one) {
  const { id, kind, name, made, card, offline } = one;
  return { id, kind, name, made, again: kind === "pocket" && card !== undefined, ...(offline ? { offline } : {}) };
}
