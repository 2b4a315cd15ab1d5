/** The page of whom papers are shown to: digits or a link, the notice, the papers, the end. */
import * as leave from "../ui/leave.js";
import { whenHanded } from "../ui/handing.js";
import { keep, kept, takeFragment } from "../ui/resume.js";
import * as stage from "../ui/stage.js";
import { digits } from "../views/reader_digits.js";
import { notice } from "../views/reader_notice.js";
import { papers } from "../views/reader_papers.js";

leave.prepare({ secrets: true });
for (const screens of [digits, notice, papers]) stage.add(screens);
const enter = (/** @type {string} */ fragment) => stage.go("link", fragment);
void enter(takeFragment() || kept()?.fragment || "");
whenHanded((handed) => {
  keep(handed);
  return enter(handed.fragment);
});
