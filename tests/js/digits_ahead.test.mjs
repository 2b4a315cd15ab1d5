/** Digits for an appointment: made and printed days ahead, good on the day, three of them at most. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { WalletError } from "../../wallet/static/js/errors.js";
import { Holder, Recipient, refused, Server } from "./people.mjs";

const [HOUR, DAY] = [3600, 86_400];
/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

async function mirela() {
  const holder = new Holder(server);
  await holder.signsUp();
  const { id } = await holder.adds("papers", "Papers");
  /** A share that begins in so many hours. @param {number} hours @param {number} [length] in hours */
  const appointment = (hours, length = 2) => {
    const from = holder.keeper.now() + hours * HOUR;
    return holder.asks("share.make", { docs: [id], from, until: from + length * HOUR, opens: 5 });
  };
  return { holder, desk: new Recipient(server), appointment };
}

test("digits made two days ahead open at the appointment, and not before", async () => {
  const { holder, desk, appointment } = await mirela();
  const made = await appointment(48);
  const { digits, from, until } = await holder.asks("share.digits", made.id);
  const kept = holder.keeper.catalogue.shares[0];
  assert.deepEqual([from, until], [kept?.from, kept?.until]);
  assert.equal(await refused(desk.types(digits)), "not_found");
  await server.forward("minutes", 2880);
  await server.forward("minutes", 1);
  const manifest = await desk.types(digits);
  assert.equal(await desk.reads(manifest.items[0]), "papers");
  await server.forward("minutes", 120);
  assert.equal(await refused(desk.types(digits)), "not_found");
});

test("they work for a day where what is shown goes on; their time stands in the list, they do not", async () => {
  const { holder, desk, appointment } = await mirela();
  const made = await appointment(30, 72);
  const { digits, from, until } = await holder.asks("share.digits", made.id);
  assert.equal(until - from, DAY);
  const { shares } = await holder.comesBack();
  assert.deepEqual(shares[0].digits, { from, until });
  assert.ok(!JSON.stringify(holder.keeper.catalogue).includes(digits.slice(5).replace(" ", "")));
  await server.forward("minutes", 3180);
  await desk.types(digits);
  await server.forward("minutes", 61);
  assert.equal(await refused(desk.types(digits)), "not_found");
  await desk.opens(made.link);
});

test("digits that are made now live a day at most, too, and leave nothing in the list", async () => {
  const { holder, desk } = await mirela();
  const made = await holder.asks("share.make", { docs: [holder.keeper.catalogue.docs[0]?.id], from: null, until: holder.keeper.now() + 3 * DAY, opens: 5 });
  const { digits, from, until } = await holder.asks("share.digits", made.id);
  assert.equal(from, null);
  assert.ok(Math.abs(until - holder.keeper.now() - DAY) < 60);
  assert.equal(holder.keeper.catalogue.shares[0]?.digits, undefined);
  await server.forward("minutes", 1380);
  await desk.types(digits);
});

test("three wait at most; new ones for one of them, a stopped share or the next day make room", async () => {
  const { holder, appointment } = await mirela();
  const four = [];
  for (const hours of [50, 60, 70, 80]) four.push(await appointment(hours));
  for (const { id } of four.slice(0, 3)) await holder.asks("share.digits", id);
  assert.equal(await refused(holder.asks("share.digits", four[3].id)), "digits_ahead");
  await holder.asks("share.end", four[0].id);
  assert.equal(await refused(holder.asks("share.digits", four[3].id)), "digits_ahead", "three were made today");
  await server.forward("minutes", 1440);
  await holder.comesBack();
  await holder.asks("share.digits", four[3].id);
  await holder.asks("share.digits", four[3].id);
  await holder.asks("share.end", four[1].id);
  const other = await appointment(90);
  await holder.asks("share.digits", other.id);
  assert.equal(await refused(holder.asks("share.digits", four[3].id)), "digits_ahead");
});

test("what fails at making them costs none of the three", async () => {
  const { holder, appointment } = await mirela();
  const made = await appointment(48);
  const { api } = holder.keeper;
  const json = api.json.bind(api);
  for (let n = 0; n < 3; n += 1) {
    api.json = async (path, ...more) => (path === "code/new" ? Promise.reject(new WalletError("offline")) : json(path, ...more));
    assert.equal(await refused(holder.asks("share.digits", made.id)), "offline");
    api.json = json;
    await holder.asks("share.digits", made.id);
  }
  assert.equal(await refused(holder.asks("share.digits", made.id)), "digits_ahead", "the control");
});
