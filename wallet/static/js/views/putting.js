/** A paper goes out of this wallet into somebody's mailbox: to whom, which one, and "handed over, not read". */
import { WalletError } from "../errors.js";
import { clone, field, fill, find, onClick, toggle } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import { prepare } from "../ui/incoming.js";
import { isolateName } from "../ui/isolate.js";
import { rowsOf } from "../ui/listing.js";
import * as screen from "../ui/screen.js";
import { titleOf } from "../ui/title.js";
import * as unsaved from "../ui/unsaved.js";
import { moment } from "../ui/when.js";
import { hasWord, word } from "../ui/words.js";
import { call, now } from "../vault.js";
import { scanAddress, typedAddress } from "./address.js";
import { vouching } from "./vouching.js";
import { showWorking } from "./working.js";

/**
 * @typedef {import("./contacts.js").Contact} Contact
 * @typedef {import("./vouching.js").Who} Who
 * @typedef {{address: string} | {to: string}} Whose
 * @typedef {{id?: string, whose: Whose, who: string, file?: File, name?: string, from?: string, sign?: boolean, cut?: File}} Wish `cut`: of this file was told that its end is missing; `id` of a paper of this wallet; without one a file is chosen; `who`: what is known of them
 */

/** @param {{id?: string, typed?: string}} [arg] `typed`: what led nowhere */
async function showPut({ id, typed = "" } = {}) {
  /** @type {{contacts: Contact[]}} */
  const { contacts } = await call("snapshot");
  const next = async (/** @type {Whose} */ whose, /** @type {string} */ who) => showWhat({ id, whose, who }, await call("paper.signer"));
  const meet = async (/** @type {string} */ address) => next({ address }, whoIs(await call("contact.meet", { address })));
  const root = screen.show("screen-put", { contacts: rowsOf(contacts, (one) => row(one, next)) }, { back: () => (id ? screen.go("paper", { id }) : screen.go("mailboxes")) });
  onClick(root, "scan", () => void scanAddress(meet, () => showPut({ id })));
  field(root, "address").value = typed;
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(() => typedAddress(field(root, "address").value, meet, (text) => showPut({ id, typed: text })));
  });
}

/** @param {{who: Who | null}} met */
function whoIs({ who }) {
  return vouching(who) || word("contact.unchecked");
}

/** @param {Contact} one @param {(whose: Whose, who: string) => unknown} next */
function row({ id, name, who }, next) {
  const made = fill(clone("part-put-row"), { title: name || word("contact.unnamed"), meta: vouching(who) });
  made.querySelector("button")?.addEventListener("click", () => void screen.attempt(() => next({ to: id }, [isolateName(name || word("contact.unnamed")), vouching(who)].filter(Boolean).join(" · "))));
  return made;
}

/** @param {Wish} wish @param {Who | null} signer as whom it can be signed @param {string} [trouble] the word that says why it was not handed over */
async function showWhat(wish, signer, trouble) {
  const { name, file, from = "" } = wish;
  const named = name ?? (wish.id ? await ownTitle(wish.id) : "");
  const root = screen.show("screen-put-what", { who: wish.who, chosen: file?.name ?? "", signed: signer ? signedAs(signer) : "" }, { back: () => showPut({ id: wish.id }), unsaved: () => trouble !== undefined });
  field(root, "name").value = named;
  field(root, "from").value = from;
  toggle(root, "file-field", !wish.id);
  const picked = chooser(root, file);
  const sign = field(root, "sign");
  const follow = () => toggle(root, "from-field", !(signer && sign.checked));
  toggle(root, "sign-field", signer !== null);
  sign.checked = wish.sign ?? true;
  sign.addEventListener("change", follow);
  follow();
  if (trouble) tell(root, trouble);
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = { ...wish, file: picked(), name: field(root, "name").value.trim(), from: field(root, "from").value.trim(), sign: sign.checked };
    if (!wish.id && !chosen.file) return tell(root, "put.no-file");
    void screen.attempt(() => give(chosen, signer));
  });
}

/** @param {string} id */
async function ownTitle(id) {
  const { docs } = await call("snapshot");
  const one = docs.find((/** @type {{id: string}} */ other) => other.id === id);
  return one ? titleOf(one) : "";
}

/** @param {HTMLElement} root @param {File} [before] @returns {() => File | undefined} what is chosen now */
function chooser(root, before) {
  const input = field(root, "file");
  const picked = () => input.files?.[0] ?? before;
  onClick(root, "choose", () => input.click());
  input.addEventListener("change", () => {
    fill(root, { chosen: picked()?.name ?? "" });
    toggle(root, "trouble-box", false);
  });
  return picked;
}

/** @param {HTMLElement} root @param {string} key */
function tell(root, key) {
  fill(root, { trouble: word(key) });
  toggle(root, "trouble-box", true);
  find(root, "trouble-box").scrollIntoView({ block: "nearest" });
}

/** @param {Wish} wish @param {Who | null} signer */
async function give(wish, signer) {
  const by = wish.sign ? signer : null;
  try {
    await send(wish, by !== null);
  } catch (problem) {
    if (!(problem instanceof WalletError) || problem.code === "no_session") throw problem;
    const known = problem.code === "sign_in" ? null : signer;
    return showWhat({ ...wish, cut: problem.code === "cut_off" ? wish.file : undefined }, known, hasWord(`put.${problem.code}`) ? `put.${problem.code}` : "put.unknown");
  }
  const root = screen.show("screen-put-done", { when: moment(now()), signed: by ? signedAs(by) : "" }, { back: () => screen.go("papers") });
  toggle(root, "signed-line", by !== null);
  onClick(root, "done", () => screen.go("papers"));
  onClick(root, "print", () => window.print());
}

/** @param {Wish} wish @param {boolean} signed */
async function send({ id, whose, file, cut, name = "", from = "" }, signed) {
  const onprogress = showWorking("put.working");
  const given = file ? await prepare(file, { anyway: file === cut }) : null;
  const paper = given ? { ...given, from, name: name || given.name } : { id, from, name };
  await unsaved.during(idle.during(call("paper.put", { ...whose, paper, signed }, { onprogress, transfer: given ? [given.bytes] : [] })));
}

/** @param {Who} who */
function signedAs({ org, name }) {
  return word("put.sign", { org: isolateName(org), name: isolateName(name) });
}

export const putting = { put: showPut };
