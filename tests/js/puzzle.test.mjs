/** Where an address has asked too often, the browser works and goes on; nobody has to know. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Api } from "../../wallet/static/js/api.js";
import { b64 } from "../../wallet/static/js/crypto/bytes.js";
import { blind } from "../../wallet/static/js/crypto/oprf.js";
import { WalletError } from "../../wallet/static/js/errors.js";
import { solved, worked } from "../../wallet/static/js/puzzle.js";
import { refused, Server } from "./people.mjs";

const TRIES_OF_AN_ADDRESS = 120;
/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

const aCard = () => ({ door_id: b64(crypto.getRandomValues(new Uint8Array(16))), blinded: b64(blind(new Uint8Array(8)).blinded) });

test("a card is evaluated for an address that has used up its tries", async () => {
  const api = new Api(server.origin);
  for (let turn = 0; turn < TRIES_OF_AN_ADDRESS; turn++) await worked(api, "code/card", aCard());
  assert.equal(await refused(api.json("code/card", aCard())), "work_needed");
  const { evaluation } = await worked(api, "code/card", aCard());
  assert.equal(evaluation.length, 43);
});

test("no server makes a browser work for ever", async () => {
  assert.equal(await refused(solved(new Uint8Array(32), 17)), "unexpected");
  let asked = 0;
  const never = async (/** @type {string} */ path) => {
    if (path === "work") return { puzzle: b64(new Uint8Array(32)), bits: 1 };
    asked += 1;
    throw new WalletError("work_needed");
  };
  assert.equal(await refused(worked(/** @type {any} */ ({ json: never }), "oprf", {})), "slow_down");
  assert.equal(asked, 3);
});
