/** Adding a PC: a name, then ten digits to type on it, until it has done so. */
import { WalletError } from "../errors.js";
import { pcs, post } from "../host_api.js";
import { field, find } from "../ui/dom.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";

const EVERY_MS = 3000;
const back = () => screen.go("host-pcs");

function showAdd() {
  const root = screen.show("screen-host-add", {}, { back });
  const name = field(root, "name");
  find(root, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void screen.go("host-code", name.value.trim() || word("code.name"));
  });
  name.focus();
}

/** @param {string} name */
async function showCode(name) {
  const known = new Set((await pcs()).map((pc) => pc.id));
  const { code, minutes } = await post("pc/code", { name });
  const shown = code.replace(/^(.{5})/, "$1 ");
  const root = screen.show("screen-host-code", { code: shown, until: word("code.minutes", { n: minutes }) }, { back });
  void screen.attempt(() => waitFor(root, known));
}

/** Goes on when the PC is there. @param {HTMLElement} root @param {Set<string>} known */
async function waitFor(root, known) {
  while (root.isConnected) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    const fresh = root.isConnected ? await added(known) : undefined;
    if (fresh && root.isConnected) await screen.go("host-pcs", { say: "pc.added", name: fresh.name });
  }
}

/** The PC that was not there before. A broken line only means to ask again. @param {Set<string>} known */
async function added(known) {
  try {
    return (await pcs()).find((pc) => !known.has(pc.id));
  } catch (problem) {
    if (problem instanceof WalletError && problem.code !== "no_session") return undefined;
    throw problem;
  }
}

export const hostAdd = { "host-add": showAdd, "host-code": showCode };
