/** Bundle: shows, prints and saves a paper, for the pages of people to whom something is shown. */
import { download } from "../ui/download.js";
import { preparePdf } from "../ui/pdf.js";
import { Viewer } from "../ui/viewer.js";
import { provide } from "./provide.js";

provide("viewer", { Viewer, download, preparePdf });
