/** Making a wallet: a drawn name, a drawn secret, a practice round, a proven card. Only then is anything sent. */
import { clone, fill, onClick } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import * as live from "../ui/live.js";
import * as pictures from "../ui/pictures.js";
import * as screen from "../ui/screen.js";
import * as vault from "../vault.js";
import { makeCard } from "./card.js";
import { askEntry } from "./entry.js";
import { askOwn } from "./own_words.js";
import { work } from "./working.js";

/** @typedef {import("../crypto/name.js").Said} Said */
/** @typedef {{name: Said, secret: Said}} Chosen */
/** @typedef {{back: () => unknown, draw?: string, steps?: boolean}} Choosing `draw` is the keeper's first method; `steps`: a card follows */

/** @returns {Promise<void>} */
async function showSignup() {
  idle.watch();
  const chosen = await choose({ back: () => screen.go("before") });
  await makeCard({ begin: "signup.card", back: showSignup });
  if (!(await work("signup.finish", chosen, "signup.working"))) return showSignup();
  await screen.go("papers");
  live.say("signup.made");
}

/**
 * Draws, shows and practises a name and a secret, until both were given back right.
 * @param {Choosing} choosing
 * @returns {Promise<Chosen>}
 */
export async function choose({ draw = "signup.draw", ...choosing }) {
  await pictures.load();
  const drawn = await vault.call(draw);
  const name = await chooseOne("name", drawn.name, choosing);
  const secret = await chooseOne("secret", drawn.secret, choosing);
  const right = await practise({ name, secret }, choosing);
  return right ? { name, secret } : chooseAgain({ name, secret }, choosing);
}

/**
 * After a failed practice: the same name and secret are shown once more.
 * @param {Chosen} chosen
 * @param {Choosing} choosing
 * @returns {Promise<Chosen>}
 */
async function chooseAgain(chosen, choosing) {
  live.say("signup.not-the-same");
  const name = "pics" in chosen.name ? await chooseOne("name", chosen.name.pics, choosing) : chosen.name;
  const secret = "pics" in chosen.secret ? await chooseOne("secret", chosen.secret.pics, choosing) : chosen.secret;
  return (await practise({ name, secret }, choosing)) ? { name, secret } : chooseAgain({ name, secret }, choosing);
}

/**
 * @param {"name" | "secret"} what
 * @param {number[]} first
 * @param {Choosing} choosing
 * @returns {Promise<Said>}
 */
function chooseOne(what, first, choosing) {
  return new Promise((resolve) => {
    let drawn = first;
    const show = () => {
      const root = showStep(`screen-make-${what}`, { pictures: drawn.map(drawnPicture) }, choosing);
      onClick(root, "next", () => resolve({ pics: drawn }));
      onClick(root, "own", () => screen.attempt(async () => resolve(await askOwn(what, show))));
      onClick(root, "redraw", () =>
        screen.attempt(async () => {
          drawn = (await vault.call("signup.draw"))[what];
          show();
        }),
      );
    };
    show();
  });
}

/**
 * @param {string} id
 * @param {Record<string, Node[]>} values
 * @param {Choosing} choosing
 */
function showStep(id, values, { back, steps = true }) {
  const root = screen.show(id, values, { back });
  root.querySelector(".steps")?.toggleAttribute("hidden", !steps);
  return root;
}

/**
 * @param {number} index
 * @param {number} at
 */
function drawnPicture(index, at) {
  return fill(clone("part-drawn"), { n: at + 1, picture: pictures.draw(index, 72), name: pictures.name(index) });
}

/**
 * @param {Chosen} chosen
 * @param {Choosing} choosing
 * @returns {Promise<boolean>} whether both were given right
 */
async function practise(chosen, choosing) {
  await new Promise((resolve) => onClick(showStep("screen-practise", {}, choosing), "next", resolve));
  for (const what of /** @type {const} */ (["name", "secret"])) {
    const by = "pics" in chosen[what] ? "pictures" : "words";
    const said = await askEntry({ what, why: "practise", by, only: true, back: choosing.back });
    if (!same(said, chosen[what])) return false;
  }
  live.say("signup.practised");
  return true;
}

/**
 * @param {Said} one
 * @param {Said} other
 */
function same(one, other) {
  if ("pics" in one && "pics" in other) return one.pics.join() === other.pics.join();
  return "text" in one && "text" in other && one.text === other.text;
}

export const signup = { signup: showSignup };
