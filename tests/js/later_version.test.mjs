/** A list that a later Sacoche wrote, met by this one: a server that was set back must not make people lose what they saved since. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { frame, jsonBytes, OVERHEAD, seal } from "../../wallet/static/js/crypto/aead.js";
import { concat, label } from "../../wallet/static/js/crypto/bytes.js";
import { SIZES } from "../../wallet/static/js/crypto/catalogue.js";
import { deflate } from "../../wallet/static/js/crypto/deflate.js";
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
