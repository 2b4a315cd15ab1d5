/** Bundle: what a file goes through on its way in, for the page where somebody hands one over. */
import { prepare } from "../ui/incoming.js";
import { provide } from "./provide.js";

provide("files", { prepare });
