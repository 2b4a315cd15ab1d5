/** The page of a mailbox's address: somebody puts a paper in. */
import * as leave from "../ui/leave.js";
import { takeFragment } from "../ui/resume.js";
import * as stage from "../ui/stage.js";
import { drop } from "../views/drop.js";

leave.prepare({ secrets: true });
stage.add(drop);
void stage.go("address", takeFragment());
