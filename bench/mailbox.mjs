// A mailbox with as many notes as fit: how long the first look takes, and every later one. usage: node bench/mailbox.mjs ORIGIN
import { Api, send } from "../wallet/static/js/api.js";
import { trusted, fingerprint } from "../wallet/static/js/crypto/address.js";
import { b64, random, unb64 } from "../wallet/static/js/crypto/bytes.js";
import { mailboxKeys } from "../wallet/static/js/crypto/mailbox.js";
import { sealNote } from "../wallet/static/js/crypto/note.js";
import { Keeper } from "../wallet/static/js/keeper/keeper.js";
import { call } from "../wallet/static/js/keeper/methods.js";

const NOTES = 1000;
const [, , origin = ""] = process.argv;
const page = () => new Keeper(new Api(origin, send, []));

const keeper = page();
const drawn = await call(keeper, "signup.draw");
const said = { name: { pics: drawn.name }, secret: { pics: drawn.secret } };
await call(keeper, "signup.card", { kind: "safe" });
await call(keeper, "signup.finish", said);
await call(keeper, "mailbox.make", { name: "" });
const [mailbox] = keeper.catalogue.mailboxes;
const keys = await mailboxKeys(unb64(mailbox?.key ?? ""));
const recipient = trusted(keys.recipient, fingerprint(keys.recipient));
const until = keeper.now() + 20 * 86_400;
for (let n = 0; n < NOTES; n++) {
  const note = { mailbox: b64(keys.id), door: b64(random(16)), s: b64(random(16)), until, at: keeper.now(), from: `Person ${n}`, reference: "1A2B-3C4D" };
  const sealed = b64(await sealNote(recipient, note));
  await keeper.tickets.spend(keeper, 0, (ticket) => keeper.api.json("note/put", { ticket, id: b64(random(16)), mailbox: mailbox?.id, sealed, until }));
}
const first = await timed(() => call(keeper, "mailbox.look"));
const later = [];
for (let n = 0; n < 5; n++) {
  const again = page();
  await call(again, "unlock.secret", said);
  while (again.background.size) await Promise.all(again.background);
  later.push(await timed(() => call(again, "mailbox.look")));
}
console.log(JSON.stringify({ first, later }));

/** @param {() => Promise<unknown>} work @returns {Promise<number>} milliseconds */
async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
