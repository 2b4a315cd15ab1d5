/** Bringing papers in: files chosen or dropped, or a note written here. Camera and voice have screens of their own. */
import { cut } from "../graphemes.js";
import { field, find, onClick, toggle } from "../ui/dom.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";
import * as uploads from "./uploads.js";

async function showAdd() {
  const { several = 0 } = await call("snapshot");
  const root = screen.show("screen-add", {}, { back: () => screen.go("papers") });
  toggle(root, "beside-field", several > 0);
  uploads.putBeside(false);
  field(root, "beside").addEventListener("change", () => uploads.putBeside(field(root, "beside").checked));
  const input = field(root, "files");
  onClick(root, "choose", () => input.click());
  input.addEventListener("change", () => take([...(input.files ?? [])]));
  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    take([...(event.dataTransfer?.files ?? [])]);
  });
}

/** @param {File[]} files */
function take(files) {
  if (!files.length) return;
  uploads.add(files);
  void screen.go("papers");
}

/** @param {{id?: string, text?: string}} [arg] a note that is written on */
function showNote({ id, text = "" } = {}) {
  const root = screen.show("screen-note", {}, { back: () => (id ? screen.go("paper", { id }) : showAdd()) });
  field(root, "text").value = text;
  field(root, "text").focus();
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.attempt(() => keepNote(field(root, "text").value.trim(), id));
  });
}

/**
 * @param {string} text
 * @param {string} [id]
 */
async function keepNote(text, id) {
  if (!text) return;
  const note = new Blob([text], { type: "text/plain" });
  if (id) {
    await call("paper.replace", { id, bytes: await note.arrayBuffer(), mime: "text/plain" });
    return screen.go("paper", { id });
  }
  uploads.add([note], { name: firstLine(text) });
  return screen.go("papers");
}

/** @param {string} text */
function firstLine(text) {
  return cut(text.split("\n")[0], 60) || word("papers.note-name");
}

export const add = { add: showAdd, note: showNote };
