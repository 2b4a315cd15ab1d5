// A mailbox with so many notes: how long the first look takes, and every later one. usage: node bench/mailbox.mjs ORIGIN NOTES LOOKS
import { Api, send } from "../wallet/static/js/api.js";
import { Keeper } from "../wallet/static/js/keeper/keeper.js";
import { call } from "../wallet/static/js/keeper/methods.js";

/** Notes of one sender: their list grows with each, and is saved with each. */
const OF_ONE = 50;
/** People to whom one share goes (keeper/contacts.js). */
const OF_A_SHARE = 6;
const DAYS = 20 * 86_400;
const [, , origin = "", notes = "", looks = ""] = process.argv;
const page = () => new Keeper(new Api(origin, send, []));

const owner = page();
const said = await signUp(owner);
await call(owner, "mailbox.make", { name: "" });
const address = (await call(owner, "snapshot")).mailboxes[0].link;
for (let left = Number(notes); left > 0; left -= OF_ONE) await showSome(Math.min(left, OF_ONE));
const first = await timed(() => call(owner, "mailbox.look"));
const later = [];
for (let n = 0; n < Number(looks); n++) {
  const again = page();
  await call(again, "unlock.secret", said);
  while (again.background.size) await Promise.all(again.background);
  later.push(await timed(() => call(again, "mailbox.look")));
}
const { shown } = await call(owner, "mailbox.look");
console.log(JSON.stringify({ first, later, shown: shown.length }));

/** @param {Keeper} keeper @returns {Promise<object>} what opens it */
async function signUp(keeper) {
  const drawn = await call(keeper, "signup.draw");
  const chosen = { row: drawn.row };
  await call(keeper, "signup.card", { kind: "safe" });
  await call(keeper, "signup.finish", chosen);
  return chosen;
}

/** A new wallet shows the mailbox a paper, `count` times over, exactly as a wallet page does. @param {number} count */
async function showSome(count) {
  const sender = page();
  await signUp(sender);
  const paper = await call(sender, "paper.add", { bytes: new TextEncoder().encode("a paper").buffer, mime: "text/plain", name: "paper" });
  const { id: to } = await call(sender, "contact.pin", { address, name: "the mailbox" });
  for (let left = count; left > 0; left -= OF_A_SHARE) {
    const share = await call(sender, "share.make", { docs: [paper.id], from: null, until: sender.now() + DAYS, opens: 5 });
    for (let n = 0; n < Math.min(left, OF_A_SHARE); n++) await call(sender, "contact.send", { share: share.id, to });
  }
}

/** @param {() => Promise<unknown>} work @returns {Promise<number>} milliseconds */
async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
