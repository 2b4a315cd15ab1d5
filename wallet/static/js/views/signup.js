/** Making a wallet: a drawn name, a drawn secret, a practice round, a proven card. Only then is anything sent. */
import { WalletError } from "../errors.js";
import { clone, fill, onClick } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import * as live from "../ui/live.js";
import * as pictures from "../ui/pictures.js";
import { report } from "../ui/problem.js";
import * as screen from "../ui/screen.js";
import * as vault from "../vault.js";
import { makeCard } from "./card.js";
import { askEntry } from "./entry.js";
import { askOwn } from "./own_words.js";
import { showWorking } from "./working.js";

/** @typedef {import("../crypto/name.js").Said} Said */
/** @typedef {{name: Said, secret: Said}} Chosen */

async function showSignup() {
  idle.watch();
  const chosen = await choose(() => screen.go("before"));
  await makeCard({ begin: "signup.card", back: showSignup });
  await finish(chosen);
}

/**
 * Draws, shows and practises a name and a secret, until both were given back right.
 * @param {() => unknown} back
 * @returns {Promise<Chosen>}
 */
export async function choose(back) {
  await pictures.load();
  const drawn = await vault.call("signup.draw");
  const name = await chooseOne("name", drawn.name, back);
  const secret = await chooseOne("secret", drawn.secret, back);
  const right = await practise({ name, secret }, back);
  return right ? { name, secret } : chooseAgain({ name, secret }, back);
}

/**
 * After a failed practice: the same name and secret are shown once more.
 * @param {Chosen} chosen
 * @param {() => unknown} back
 * @returns {Promise<Chosen>}
 */
async function chooseAgain(chosen, back) {
  live.say("signup.not-the-same");
  const name = "pics" in chosen.name ? await chooseOne("name", chosen.name.pics, back) : chosen.name;
  const secret = "pics" in chosen.secret ? await chooseOne("secret", chosen.secret.pics, back) : chosen.secret;
  return (await practise({ name, secret }, back)) ? { name, secret } : chooseAgain({ name, secret }, back);
}

/**
 * @param {"name" | "secret"} what
 * @param {number[]} first
 * @param {() => unknown} back
 * @returns {Promise<Said>}
 */
function chooseOne(what, first, back) {
  return new Promise((resolve) => {
    let drawn = first;
    const show = () => {
      const root = screen.show(`screen-make-${what}`, { pictures: drawn.map(drawnPicture) }, { back });
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
 * @param {number} index
 * @param {number} at
 */
function drawnPicture(index, at) {
  return fill(clone("part-drawn"), { n: at + 1, picture: pictures.draw(index, 72), name: pictures.name(index) });
}

/**
 * @param {Chosen} chosen
 * @param {() => unknown} back
 * @returns {Promise<boolean>} whether both were given right
 */
async function practise(chosen, back) {
  await new Promise((resolve) => onClick(screen.show("screen-practise", {}, { back }), "next", resolve));
  for (const what of /** @type {const} */ (["name", "secret"])) {
    const by = "pics" in chosen[what] ? "pictures" : "words";
    const said = await askEntry({ what, why: "practise", by, only: true, back });
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

/** @param {Chosen} chosen */
async function finish(chosen) {
  const onprogress = showWorking("signup.working");
  try {
    await vault.call("signup.finish", chosen, { onprogress });
  } catch (problem) {
    if (!(problem instanceof WalletError)) throw problem;
    await report(problem);
    return finish(chosen);
  }
  await screen.go("papers");
  live.say("signup.made");
}

export const signup = { signup: showSignup };
