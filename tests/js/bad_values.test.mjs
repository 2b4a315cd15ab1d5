/** What a person types or brings in and no list can hold: refused where it comes in, and the list opens as before. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Holder, refused, Server } from "./people.mjs";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start()));
after(() => server.stop());

/** Somebody with one paper, who changes something and comes back. */
async function tried(/** @type {(one: Holder, id: string) => Promise<unknown>} */ change) {
  const one = new Holder(server);
  await one.signsUp();
  const { id } = await one.adds("text", "decision");
  const code = await refused(change(one, id));
  const back = await one.comesBack();
  return { code, back };
}

for (const issued of ["50120-12-05", "05-01-2024", "2024-13-01", "soon"]) {
  test(`the date ${issued} is refused, and nothing is changed`, async () => {
    const { code, back } = await tried((one, id) => one.asks("paper.edit", { id, name: "another name", issued }));
    assert.equal(code, "bad_date");
    assert.deepEqual(back.docs.map((/** @type {any} */ one) => [one.name, one.issued]), [["decision", null]]);
    assert.equal(back.unread, undefined);
  });
}

test("a date of our time is kept", async () => {
  const { code, back } = await tried((one, id) => one.asks("paper.edit", { id, issued: "2024-01-05" }));
  assert.equal(code, null);
  assert.equal(back.docs[0].issued, "2024-01-05");
});

test("whatever no list can hold is refused by the save, and not found to be unreadable later", async () => {
  const { save } = await import("../../wallet/static/js/keeper/catalogue.js");
  const added = (/** @type {number} */ time) => (/** @type {Holder} */ one) => save(one.keeper, (draft) => void (draft.docs[0].added = time));
  const bad = await tried(added(1.5));
  assert.equal(bad.code, "bad_value");
  assert.deepEqual([bad.back.unread, bad.back.docs.length], [undefined, 1]);
  const good = await tried(added(1));
  assert.deepEqual([good.code, good.back.docs[0].added], [null, 1]);
});

test("long names are cut wherever they are typed", async () => {
  const long = "x".repeat(3_000);
  const { code, back } = await tried(async (one) => {
    await one.asks("people.begin", { names: [long, "Bo", "Cleo"], wait: 30, said: one.said });
    await one.asks("people.finish");
    await one.asks("mailbox.make", { name: long });
  });
  assert.equal(code, null);
  assert.deepEqual([back.unread, back.people.names, back.mailboxes.map((/** @type {any} */ one) => one.name)], [undefined, ["x".repeat(80), "Bo", "Cleo"], ["x".repeat(40)]]);
});

test("a file whose type is no type is kept as bytes", async () => {
  const { code, back } = await tried((one) => one.asks("paper.add", { bytes: new Uint8Array(3).buffer, mime: `a/${"b".repeat(400)}`, name: "odd" }));
  assert.equal(code, null);
  assert.deepEqual(back.docs.map((/** @type {any} */ one) => one.mime), ["text/plain", "application/octet-stream"]);
});

test("a name is cut between two characters, and no half of one is kept", async () => {
  const { back } = await tried((one, id) => one.asks("paper.edit", { id, name: `${"a".repeat(299)}\u{1f64f}\u{1f3fe}${"b".repeat(2_000)}` }));
  assert.equal(back.docs[0].name, "a".repeat(299));
});
