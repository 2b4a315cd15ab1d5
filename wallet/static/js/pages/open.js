/** The wallet page: joins the screens. Each view names its screens; a new view is one import and one line here. */
import * as leave from "../ui/leave.js";
import * as screen from "../ui/screen.js";
import { settings } from "../views/settings.js";
import { welcome } from "../views/welcome.js";

leave.prepare({ secrets: true });
screen.add(welcome);
screen.add(settings);
void screen.go("welcome");
