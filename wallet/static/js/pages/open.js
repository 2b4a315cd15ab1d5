/**
 * The wallet page's own script: all that it needs until a wallet is open or made. The other screens are fetched in one
 * script (pages/wallet.js) as soon as the pictures are there, whoever it is, so that no request tells which of them is used.
 */
import * as beep from "../ui/beep.js";
import * as fresh from "../ui/fresh.js";
import * as leave from "../ui/leave.js";
import { load } from "../ui/parts.js";
import * as pc from "../ui/pc.js";
import { rules } from "../ui/rules.js";
import * as screen from "../ui/screen.js";
import * as vault from "../vault.js";
import { practise } from "../views/practice.js";
import { signup } from "../views/signup.js";
import { unlock } from "../views/unlock.js";
import { welcome } from "../views/welcome.js";

leave.prepare({ secrets: true });
leave.whenLeaving((hurry) => (hurry ? vault.leave() : vault.end()));
// Where the goodbye of `vault.end` was too slow, this one still goes.
addEventListener("pagehide", vault.leave);
vault.onlost(() => void leave.finish());
vault.onchanged(fresh.changed);
for (const screens of [welcome, signup, unlock]) screen.add(screens);
screen.whenUnknown(() => load("wallet"));
pc.start();
beep.prepare();
void (rules.practice ? practise() : screen.go("welcome"));
