/** Opening a wallet: by a secret, or by card. What opens it looks the same whatever it opens. */
import { WalletError } from "../errors.js";
import { find, onClick } from "../ui/dom.js";
import { Groups } from "../ui/groups.js";
import * as idle from "../ui/idle.js";
import { report } from "../ui/problem.js";
import * as screen from "../ui/screen.js";
import * as vault from "../vault.js";
import { askPictures, askSaid } from "./entry.js";
import { scanCard } from "./scan_card.js";
import { showWorking } from "./working.js";

async function showUnlock() {
  vault.awake();
  await openWith("unlock.secret", await askSaid({ back: () => screen.go("welcome"), ways: true }), showUnlock);
}

/**
 * @param {string[]} [groups] already scanned
 */
function showCard(groups) {
  const fields = new Groups(() => {
    for (const name of ["open", "safe"]) find(root, name).toggleAttribute("disabled", !fields.complete());
  });
  const root = screen.show("screen-unlock-card", { groups: fields.element }, { back: showUnlock });
  const again = () => showCard(fields.values());
  onClick(root, "scan", () => void scan());
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(async () => {
      const three = await askPictures({ step: "open-three", back: again });
      await openWith("unlock.card", { card: fields.values(), three }, again);
    });
  });
  onClick(root, "safe", () => void openWith("unlock.card", { card: fields.values(), three: null }, again));
  if (Array.isArray(groups)) fields.fill(groups);
}

async function scan() {
  try {
    showCard(await scanCard(() => showCard()));
  } catch (problem) {
    showCard();
    await report(problem);
  }
}

/**
 * Opens, and goes to the papers.
 * @param {string} method
 * @param {object} arg
 * @param {() => unknown} again where to return when nothing opens
 */
export async function openWith(method, arg, again) {
  if (!(await tryToOpen(method, arg, again))) return;
  idle.watch();
  await screen.go("papers");
}

/**
 * @param {string} method
 * @param {object} arg
 * @param {() => unknown} again where to return when nothing opens
 * @returns {Promise<any>} what the keeper gave; null where it did not open: the person was told and is elsewhere
 */
export async function tryToOpen(method, arg, again) {
  const onprogress = showWorking("unlock.working");
  try {
    return await vault.call(method, arg, { onprogress });
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem;
    if (problem.code === "damaged_list") await screen.go("list-damaged");
    else {
      await report(problem);
      await again();
    }
    return null;
  }
}

export const unlock = { unlock: showUnlock, "unlock-card": showCard };
