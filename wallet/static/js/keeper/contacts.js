/**
 * Showing papers to one person: the key of a share goes into their mailbox, whose address was pinned at the first contact.
 * Nobody else gets a link, and the share's row says nothing of it. Protocol sections 8 and 9, decision 0017.
 */
import { parseDropAddress, trusted } from "../crypto/address.js";
import { b64, concat, random, unb64 } from "../crypto/bytes.js";
import { sha256 } from "../crypto/hkdf.js";
import { sealNote } from "../crypto/note.js";
import { linkKeys, sealM } from "../crypto/share.js";
import { voucherCommit, voucherHash } from "../crypto/voucher.js";
import { WalletError } from "../errors.js";
import { cut } from "../graphemes.js";
import { shareHome, within } from "./beside.js";
import { save } from "./catalogue.js";
import { shortName } from "./naming.js";
import { organisations, vouched } from "./organisations.js";
import { find, living, running, takeAway } from "./shape.js";
import { NOTE } from "./tickets.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./shape.js").Contact} Contact
 * @typedef {import("./shape.js").Who} Who
 * @typedef {import("./shape.js").Share} Share
 */

const NAME = 80;
/** People to whom one share goes: its link and its digits take two of the eight doors that it may have. */
const MOST = 6;

/** Pins whose badge this is; one that is known stays as it is. @param {Keeper} keeper @param {{address: string, name: string}} arg @returns {Promise<{id: string}>} @throws {WalletError} `swapped` where the badge promises another key than the first one did */
export async function pin(keeper, { address, name }) {
  const known = knownAt(keeper, address);
  const { who } = await met(keeper, address, known);
  const { pass } = parts(address);
  if (known) return keepWho(keeper, known, who, pass);
  const entry = { id: b64(random(16)), seq: 0, name: shortName(name), address: bare(address), added: keeper.now(), ...pass, ...(who ? { who } : {}) };
  await save(keeper, (draft) => void draft.contacts.push(entry));
  return { id: entry.id };
}

/** Whose badge it is, as far as an organisation says so; nothing is kept. @param {Keeper} keeper @param {{address: string}} arg @returns {Promise<{who: Who | null}>} @throws {WalletError} `swapped`, `not_found` */
export async function meet(keeper, { address }) {
  const { who } = await met(keeper, address, knownAt(keeper, address));
  return { who };
}

/** @param {Keeper} keeper @param {string} address @returns {Contact | undefined} */
function knownAt(keeper, address) {
  const { mailbox } = parts(address);
  const known = living(keeper.catalogue.contacts).find((one) => parts(one.address).mailbox === mailbox);
  if (known && known.address !== bare(address)) throw new WalletError("swapped");
  return known;
}

/** Who was scanned before; nothing is kept. @param {Keeper} keeper @param {{address: string}} arg @returns {Promise<{id: string, name: string} | null>} @throws {WalletError} `swapped` as for a pin */
export async function knownBadge(keeper, { address }) {
  const known = knownAt(keeper, address);
  return known ? { id: known.id, name: known.name } : null;
}

/** Organisations that asked to stand there, with the mailbox of the house. @param {Keeper} keeper @returns {Promise<{name: string, address: string}[]>} */
export async function directory(keeper) {
  return (await organisations(keeper)).flatMap(({ name, address }) => (address === null ? [] : [{ name, address }]));
}

/** @param {Keeper} keeper @param {string} id */
export async function forget(keeper, id) {
  await save(keeper, (draft) => takeAway(draft.contacts, id, keeper.now()));
  return keeper.snapshot();
}

/** One more way into a running share, for them alone. @param {Keeper} keeper @param {{share: string, to: string}} arg @throws {WalletError} `not_found`, `swapped`, `full` */
export async function send(keeper, { share: id, to }) {
  const contact = find(keeper.catalogue.contacts, to);
  const { recipient, who } = await met(keeper, contact.address, contact);
  await keepWho(keeper, contact, who);
  await within(keeper, shareHome(keeper, id), (home) => sendFrom(home, id, contact, recipient));
  return keeper.snapshot();
}

/** @param {Keeper} keeper @param {string} id @param {Contact} contact @param {string} recipient */
async function sendFrom(keeper, id, contact, recipient) {
  const share = find(keeper.catalogue.shares, id);
  if (!running(share, keeper.now()) || !share.m || !share.owner) throw new WalletError("not_found");
  if ((share.sent ?? []).length >= MOST) throw new WalletError("enough");
  const [door, s, voucher] = [random(16), random(16), random(16)];
  const { K, open } = linkKeys(s, door);
  const { owner, until, reference } = share;
  const { mailbox } = parts(contact.address);
  const commit = b64(voucherCommit(voucher, unb64(mailbox)));
  const row = { id: b64(door), kind: "mailbox", open_hash: b64(sha256(open)), sealed_m: b64(sealM(K, door, "link", unb64(share.m))), voucher_commit: commit };
  const sealed = await sealNote(recipient, { mailbox, door: row.id, s: b64(s), voucher: b64(voucher), until, at: keeper.now(), from: cut(share.shown_name, NAME), reference });
  const told = { id: b64(random(16)), mailbox, sealed: b64(sealed), until, voucher_hash: b64(voucherHash(voucher)) };
  await keeper.tickets.spendOnce(keeper, 0, (ticket) => keeper.api.json("share/door", { ticket, id, owner, door: row }, { again: true }));
  await keeper.tickets.spendOnce(keeper, NOTE, (ticket) => keeper.api.json("note/put", { ticket, ...told }, { again: true }));
  await save(keeper, (draft) => {
    const one = find(draft.shares, id);
    one.sent = [...(one.sent ?? []), { name: contact.name, door: row.id }];
  });
}

/** What the server tells of a mailbox, checked. @param {Keeper} keeper @param {string} address @param {Contact} [known] @returns {Promise<{recipient: string, who: Who | null}>} `recipient` age1pq1…, the one that the address promises; `who` null where nobody vouches for them now */
async function met(keeper, address, known) {
  const { mailbox, promised } = parts(address);
  const { recipient, badge } = await keeper.api.json("mailbox/info", { id: mailbox }, { again: true });
  const trustedOne = trusted(unb64(recipient), promised);
  const who = await vouched(keeper, bare(address), badge);
  if (known?.who && badge && badge.until > keeper.now() && !(who?.org === known.who.org && who.name === known.who.name)) throw new WalletError("swapped");
  return { recipient: trustedOne, who };
}

/** What an organisation says now; where it says nothing any more, that is kept, too, and a pass that is new. @param {Keeper} keeper @param {Contact} contact @param {Who | null} who @param {{pass?: string}} [pass] @returns {Promise<{id: string}>} */
async function keepWho(keeper, contact, who, pass = {}) {
  const now = who ?? (contact.who && { ...contact.who, until: Math.min(contact.who.until, keeper.now()) });
  const changed = { ...(now && now.until !== contact.who?.until ? { who: now } : {}), ...(pass.pass === contact.pass ? {} : pass) };
  if (Object.keys(changed).length) {
    await save(keeper, (draft) => {
      for (const one of draft.contacts) if (one.id === contact.id && !one.gone) Object.assign(one, changed);
    });
  }
  return { id: contact.id };
}

/** @param {string} address whole, or what stands behind its # */
function parts(address) {
  const found = parseDropAddress(address.slice(address.indexOf("#") + 1).trim());
  if (!found) throw new WalletError("bad_encoding");
  return { mailbox: b64(found.id), promised: found.promised, plain: b64(concat(found.id, found.promised)), pass: found.pass ? { pass: b64(found.pass) } : {} };
}

/** Its 43 characters, without a pass. @param {string} address */
function bare(address) {
  return parts(address).plain;
}
