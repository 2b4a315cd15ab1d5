/** The wallet page: joins the screens. Each view names its screens; a new view is one import and one line here. */
import * as fresh from "../ui/fresh.js";
import * as leave from "../ui/leave.js";
import * as screen from "../ui/screen.js";
import * as vault from "../vault.js";
import { add } from "../views/add.js";
import { another } from "../views/another.js";
import { bin } from "../views/bin.js";
import { camera } from "../views/camera.js";
import { cards } from "../views/cards.js";
import { cover } from "../views/cover.js";
import { details } from "../views/details.js";
import { doors } from "../views/doors.js";
import { earlier } from "../views/earlier.js";
import { lock } from "../views/lock.js";
import { paper } from "../views/paper.js";
import { papers } from "../views/papers.js";
import { voice } from "../views/record.js";
import { settings } from "../views/settings.js";
import { share } from "../views/share.js";
import { shareOut } from "../views/share_out.js";
import { shares } from "../views/shares.js";
import { showing } from "../views/show_one.js";
import { signup } from "../views/signup.js";
import { unlock } from "../views/unlock.js";
import { welcome } from "../views/welcome.js";

leave.prepare({ secrets: true });
leave.whenLeaving((hurry) => (hurry ? vault.leave() : vault.end()));
// Where the goodbye of `vault.end` was too slow, this one still goes.
addEventListener("pagehide", vault.leave);
vault.onlost(() => void leave.finish());
vault.onchanged(fresh.changed);
screen.add(welcome);
screen.add(settings);
for (const screens of [signup, unlock, papers, paper, add, camera, voice, cards, doors, details, bin, share, shareOut, shares, earlier, lock, another, cover, showing]) screen.add(screens);
void screen.go("welcome");
