/** What an unlock does behind the page: finishes, forgets and renews. Each step can fail without harm; the next unlock goes on. */
import { renew } from "./blobs.js";
import { refresh, save } from "./catalogue.js";
import { dropLeaving } from "./doors.js";
import { dropOld, remove } from "./papers.js";
import { dropOldSets } from "./people.js";
import { contentsOf, DAY, living, monthOf } from "./shape.js";
import { archiveEnded } from "./shares.js";

/** @typedef {import("./keeper.js").Keeper} Keeper */

const BIN_DAYS = 7;

/** @param {Keeper} keeper */
export async function tidy(keeper) {
  await dropLeaving(keeper);
  await dropOldSets(keeper);
  await renewMonthly(keeper);
  await archiveEnded(keeper);
  await dropOld(keeper);
  if (!overdue(keeper).length) return;
  await refresh(keeper); // another device may have taken one out again since this unlock began
  const old = overdue(keeper);
  if (old.length) await remove(keeper, old.map((one) => one.id));
}

/** What has lain in the bin for its days. @param {Keeper} keeper */
function overdue(keeper) {
  return living(keeper.catalogue.bin).filter((one) => (one.binned ?? 0) + BIN_DAYS * DAY <= keeper.now());
}

/** Prolongs every lease once a month. @param {Keeper} keeper */
async function renewMonthly(keeper) {
  const month = monthOf(keeper.now());
  const due = contentsOf(keeper.catalogue).filter((one) => one.renewed < month && !one.was);
  if (!due.length) return;
  const missing = await renew(keeper, due);
  const renewed = new Set(due.map((one) => one.blob).filter((blob) => !missing.has(blob)));
  if (!renewed.size) return;
  await save(keeper, (draft) => {
    for (const one of contentsOf(draft)) if (renewed.has(one.blob)) one.renewed = month;
  });
}
