/** What happened, for the person alone: when what they show was opened, and what others put in. No title stands in it. */
import { b64, random } from "../crypto/bytes.js";
import { save } from "./catalogue.js";
import { living, running, takeAway } from "./shape.js";
import { heard } from "./shares.js";
import { named } from "./viewers.js";

/**
 * @typedef {import("./keeper.js").Keeper} Keeper
 * @typedef {import("./shape.js").Catalogue} Catalogue
 * @typedef {"made" | "opened" | "refused" | "printed" | "closed" | "ended" | "kept" | "unkept"} Kind `kept`, `unkept`: what became of a paper that was put in
 * @typedef {{kind: Kind, at: number, reference: string, who: string}} Line `reference` of the share, "" where it is about none; `who` as in viewers.js
 */

const MOST = 400;

/** Notes what became of a paper that was put in. @param {Keeper} keeper @param {Catalogue} draft @param {"kept" | "unkept"} kind @param {string} who has signed it, "" for nobody */
export function note(keeper, draft, kind, who) {
  draft.events.push({ id: b64(random(16)), seq: 0, kind, at: keeper.now(), ...(who ? { who } : {}) });
  for (const old of living(draft.events).slice(0, -MOST)) takeAway(draft.events, old.id, keeper.now());
}

/** The newest first, of every open vault. @param {Keeper} keeper @returns {Promise<Line[]>} */
export async function read(keeper) {
  const lines = [];
  for (const one of keeper.all) lines.push(...(await linesOf(one)));
  return lines.sort((one, other) => other.at - one.at);
}

/** @param {Keeper} keeper @returns {Promise<Line[]>} */
async function linesOf(keeper) {
  const { shares, events } = keeper.catalogue;
  /** @type {Line[]} */
  const lines = living(events).map(({ kind, at, who }) => lineOf(kind, at, "", who));
  for (const share of living(shares)) {
    lines.push(lineOf("made", share.made, share.reference));
    for (const { kind, at, who } of named(share, await happened(keeper, share))) lines.push(lineOf(kind, at, share.reference, who));
  }
  return lines;
}

/** While a share runs the server knows it best; afterwards the list does. @param {Keeper} keeper @param {import("./shape.js").Share} share @returns {Promise<import("./shape.js").ShareEvent[]>} */
async function happened(keeper, share) {
  const told = running(share, keeper.now()) ? await heard(keeper, share) : null;
  return told?.events ?? share.events;
}

/** @param {string} kind @param {number} at @param {string} reference @param {string} [who] @returns {Line} */
function lineOf(kind, at, reference, who = "") {
  return { kind: /** @type {Kind} */ (kind), at, reference, who };
}

/** Everything but what still runs. @param {Keeper} keeper */
export async function erase(keeper) {
  for (const one of keeper.all) {
    await save(
      one,
      (draft) => {
        for (const { id } of living(draft.events)) takeAway(draft.events, id, one.now());
        for (const share of living(draft.shares)) if (!running(share, one.now())) takeAway(draft.shares, share.id, one.now());
      },
      { dropVersions: true },
    );
  }
  return keeper.snapshot();
}
