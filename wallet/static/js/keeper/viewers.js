/** Who of several people opened a share: each has a door of their own, and only the list knows whose it is. */

/** @typedef {import("./shape.js").Share} Share */
/** @typedef {{kind: string, at: number, who: string}} Seen `who`: the name that the person gave them, "" for whoever had the link, and for none; who has a card is the helper */

/** @param {Share} share @param {import("./shape.js").ShareEvent[]} events @returns {Seen[]} */
export function named(share, events) {
  const names = new Map((share.sent ?? []).map(({ door, name }) => [door, name]));
  return events.map(({ kind, at, door }) => ({ kind, at, who: names.get(door ?? "") ?? share.mandate?.helper ?? "" }));
}
