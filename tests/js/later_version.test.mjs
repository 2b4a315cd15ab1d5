/** A list that a later Sacoche wrote, met by this one: a server that was set back must not make people lose what they saved since. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Encrypter, identityToRecipient } from "age-encryption";
import { frame, jsonBytes, OVERHEAD, seal } from "../../wallet/static/js/crypto/aead.js";
import { b64, concat, label, random, unb64 } from "../../wallet/static/js/crypto/bytes.js";
import { SIZES } from "../../wallet/static/js/crypto/catalogue.js";
import { deflate } from "../../wallet/static/js/crypto/deflate.js";
import { mailboxKeys } from "../../wallet/static/js/crypto/mailbox.js";
import { asOwner } from "../../wallet/static/js/keeper/mailbox_owner.js";
import { Holder, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

test("a list of a later version is no damaged one: no earlier list takes its place", async () => {
  const holder = new Holder(server);
  await holder.signsUp();
  const { api, keys, catalogue, etag, token } = holder.keeper;
  const packed = await deflate(jsonBytes({ ...catalogue, v: 2, seq: 2 }));
  const body = seal(keys.catalogueKey, concat(label("WV1/catalogue"), keys.vaultId), frame(packed, SIZES[0] - OVERHEAD));
  await api.request("vault", { method: "PUT", headers: { "If-Match": etag, "Content-Type": "application/octet-stream" }, body, session: token });
  assert.equal(await refused(holder.comesBack()), "bad_version");
  assert.equal(await refused(holder.asks("unlock.earlier")), "no_session");
});

test("a note of a later version stays in the mailbox, and one that is none goes", async () => {
  const holder = new Holder(server);
  await holder.signsUp();
  await holder.asks("mailbox.make", { name: "badge" });
  const { id = "", key = "" } = holder.keeper.catalogue.mailboxes[0] ?? {};
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient((await mailboxKeys(unb64(key))).ageIdentity));
  const later = new Uint8Array(await encrypter.encrypt(frame(jsonBytes({ v: 2 }), 4096 - 1627 - 32)));
  const kept = b64(random(16));
  for (const [note, sealed] of [[kept, later], [b64(random(16)), random(4096)]]) {
    const told = { id: note, mailbox: id, sealed: b64(/** @type {Uint8Array} */ (sealed)), until: holder.keeper.now() + 3600, voucher_hash: b64(random(32)) };
    await holder.keeper.tickets.spend(holder.keeper, "note", (ticket) => holder.keeper.api.json("note/put", { ticket, ...told }));
  }
  await holder.asks("mailbox.look");
  await holder.asks("mailbox.look");
  assert.deepEqual(holder.keeper.catalogue.mailboxes[0]?.notes ?? [], []);
  const { notes } = await asOwner(holder.keeper, /** @type {any} */ (holder.keeper.catalogue.mailboxes[0]), (proof) => holder.keeper.api.json("mailbox/fetch", proof));
  assert.deepEqual(notes, [kept]);
});
