/** What opens the wallet: the secret is changed, or everything is closed and made anew. Cards: views/cards.js. */
import { onClick } from "../ui/dom.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import { makeCard } from "./card.js";
import { choose } from "./signup.js";
import { work } from "./working.js";

function showSecretChange() {
  const root = screen.show("screen-secret-change", {}, { back: () => screen.go("settings") });
  onClick(root, "begin", () =>
    screen.attempt(async () => {
      const chosen = await choose({ back: showSecretChange, steps: false });
      if (!(await work("door.changeSecret", chosen, "doors.changing"))) return showSecretChange();
      await screen.go("settings");
      live.say("doors.changed");
    }),
  );
}

function showEverywhere() {
  const root = screen.show("screen-everywhere", {}, { back: () => screen.go("settings") });
  onClick(root, "begin", () =>
    screen.attempt(async () => {
      const chosen = await choose({ back: showEverywhere, draw: "everywhere.begin" });
      await makeCard({ begin: "everywhere.card", back: showEverywhere });
      if (!(await work("everywhere.finish", chosen, "doors.closing"))) return showEverywhere();
      screen.show("screen-everywhere-done");
    }),
  );
}

export const doors = { "secret-change": showSecretChange, everywhere: showEverywhere };
