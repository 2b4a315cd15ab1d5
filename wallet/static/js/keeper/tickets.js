/** Tickets: the right to one write, bought in a session in batches and spent without one. Protocol section 7. */
import { WalletError } from "../errors.js";

/** @typedef {import("./keeper.js").Keeper} Keeper */

const LIFE = 25 * 60;
const SMALL = 262_144;
/** In the place of a size: a ticket for a note in a mailbox, of which a wallet has sixty a day. */
export const NOTE = "note";

/** The same for digits that work later: three a day. */
export const AHEAD = "ahead";

/** @typedef {number | typeof NOTE | typeof AHEAD} Good the bytes of the body that a ticket is good for, 0 where the call has none */

/** How many to buy at once: those without a body cost nothing, large ones count against the month. @param {Good} bytes */
export function batch(bytes) {
  if (typeof bytes === "string") return 1;
  if (bytes === 0) return 8;
  return bytes <= SMALL ? 4 : 1;
}

/** The tickets in hand, by the size of the body they are good for. */
export class Tickets {
  constructor() {
    /** @type {Map<Good, {ticket: string, until: number}[]>} */
    this.byBytes = new Map();
  }

  /** A ticket that is good for this. @param {Keeper} keeper @param {Good} bytes @returns {Promise<string>} */
  async take(keeper, bytes) {
    const held = (this.byBytes.get(bytes) ?? []).filter((one) => one.until > keeper.now());
    if (!held.length) {
      const answer = await keeper.api.json("tickets", { n: batch(bytes), ...(typeof bytes === "string" ? { bytes: 0, [bytes]: true } : { bytes }) }, { session: keeper.token });
      const until = keeper.now() + LIFE;
      held.push(...answer.tickets.map((/** @type {string} */ ticket) => ({ ticket, until })));
    }
    const [first, ...rest] = held;
    this.byBytes.set(bytes, rest);
    if (!first) throw new WalletError("unexpected");
    return first.ticket;
  }

  /**
   * Does `work` with a ticket; with another one where the first turns out to be no good any more.
   * @template T @param {Keeper} keeper @param {Good} bytes @param {(ticket: string) => Promise<T>} work @returns {Promise<T>}
   */
  async spend(keeper, bytes, work) {
    const ticket = await this.take(keeper, bytes);
    try {
      return await work(ticket);
    } catch (problem) {
      if (!(problem instanceof WalletError) || problem.code !== "ticket") {
        if (bytes === AHEAD) this.byBytes.set(AHEAD, [{ ticket, until: keeper.now() + LIFE }]); // there are few; nothing came of it
        throw problem;
      }
      this.byBytes.clear();
      return work(await this.take(keeper, bytes));
    }
  }

  /**
   * The same for what is known by an id that was drawn here: "exists" means that a first try whose answer got lost has done it.
   * @param {Keeper} keeper @param {Good} bytes @param {(ticket: string) => Promise<unknown>} work
   */
  async spendOnce(keeper, bytes, work) {
    try {
      await this.spend(keeper, bytes, work);
    } catch (problem) {
      if (!(problem instanceof WalletError) || problem.code !== "exists") throw problem;
    }
  }
}
