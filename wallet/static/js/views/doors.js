/** What opens the wallet: the secret is changed, or everything is closed and made anew. Cards: views/cards.js. */
import { onClick, toggle } from "../ui/dom.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { call } from "../vault.js";
import { makeCard } from "./card.js";
import { choose } from "./signup.js";
import { work } from "./working.js";

function showSecretChange() {
  const root = screen.show("screen-secret-change", {}, { back: () => screen.go("settings") });
  onClick(root, "begin", () =>
    screen.attempt(async () => {
      const chosen = await choose({ back: showSecretChange, draw: "door.beginChange", steps: false });
      if (!(await work("door.changeSecret", chosen, "doors.changing"))) return showSecretChange();
      await screen.go("settings");
      live.say("doors.changed");
    }),
  );
}

async function showEverywhere() {
  const { mailboxes, work: badge } = await call("snapshot");
  const root = screen.show("screen-everywhere", {}, { back: () => screen.go("settings") });
  toggle(root, "mailboxes", mailboxes.length > 0);
  toggle(root, "badge", badge !== null);
  onClick(root, "begin", () =>
    screen.attempt(async () => {
      const { several = 0, absent = 0 } = await call("snapshot");
      for (let at = 0; at < several; at++) {
        if (!(await closeOne({ at, same: at > 0 }))) return showEverywhere();
        await new Promise((resolve) => onClick(screen.show("screen-everywhere-next"), "begin", resolve));
      }
      if (!(await closeOne({ same: several > 0 }))) return showEverywhere();
      toggle(screen.show("screen-everywhere-done"), "not-all", absent > 0);
    }),
  );
}

/** @param {{at?: number, same: boolean}} which `at`: one beside the open one; `same`: on the card that was just made */
async function closeOne({ at, same }) {
  const chosen = await choose({ back: showEverywhere, draw: same ? "signup.draw" : "everywhere.begin" });
  const card = same ? await call("everywhere.card", { kind: "pocket", same }) : null;
  if (!card?.same) await makeCard({ begin: "everywhere.card", back: showEverywhere });
  return work("everywhere.finish", { ...chosen, at }, "doors.closing");
}

export const doors = { "secret-change": showSecretChange, everywhere: showEverywhere };
