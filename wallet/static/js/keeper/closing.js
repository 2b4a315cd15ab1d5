/** Closing for good: what every open vault could reach is named, and goes with it in thirty days unless it is opened before. Decision 0013. */
import { frame } from "../api.js";
import { concat, unb64 } from "../crypto/bytes.js";
import { refreshAll } from "./beside.js";
import { close as closeMailbox } from "./mailboxes.js";
import { endAllShares } from "./routes.js";
import { contentsOf, living } from "./shape.js";

/** @typedef {import("./keeper.js").Keeper} Keeper */

/** Closes what is open beside this one first: this one last, since without it nothing else could be reached. May be called again after it failed. @param {Keeper} keeper */
export async function close(keeper) {
  await refreshAll(keeper);
  await endAllShares(keeper);
  for (const one of keeper.all) for (const mailbox of living(one.catalogue.mailboxes)) await closeMailbox(one, mailbox.id);
  for (const one of keeper.all.reverse()) await closeOne(one);
  return null;
}

/** @param {Keeper} keeper */
async function closeOne(keeper) {
  const { catalogue, token } = keeper;
  const blobs = contentsOf(catalogue).map(({ blob, write }) => row(blob, write));
  const doors = living(catalogue.doors).map(({ id, write }) => row(id, write));
  const recoveries = living(catalogue.recovery).flatMap(({ rec, cancel }) => (rec ? [row(rec, cancel)] : []));
  const counts = { blobs: blobs.length, doors: doors.length, recoveries: recoveries.length };
  const headers = { "Content-Type": "application/octet-stream" };
  const body = frame(counts, concat(...blobs, ...doors, ...recoveries));
  await keeper.api.request("vault/close", { headers, body, session: token, again: true });
}

/** @param {string} id @param {string} write */
function row(id, write) {
  return concat(unb64(id), unb64(write));
}
