/** The page of a helper: their card, six digits, the papers of some kinds, the end. Nothing is kept, not even for a reload. */
import * as leave from "../ui/leave.js";
import { takeFragment } from "../ui/resume.js";
import * as stage from "../ui/stage.js";
import { mandate } from "../views/mandate_reader.js";
import { papers } from "../views/reader_papers.js";

leave.prepare({ secrets: true });
for (const screens of [mandate, papers]) stage.add(screens);
void stage.go("card", takeFragment());
