/** Making a wallet: a drawn row, a practice round, a proven card. Only then is anything kept. */
import { clone, fill, onClick, toggle } from "../ui/dom.js";
import * as idle from "../ui/idle.js";
import * as live from "../ui/live.js";
import * as pictures from "../ui/pictures.js";
import * as screen from "../ui/screen.js";
import * as vault from "../vault.js";
import { makeCard } from "./card.js";
import { askPictures, askWords } from "./entry.js";
import { askOwn } from "./own_words.js";
import { work } from "./working.js";

/** @typedef {import("../keeper/guess.js").Chosen} Chosen */
/** @typedef {{back: () => unknown, draw?: string, steps?: boolean}} Choosing `draw` is the keeper's first method; `steps`: a card follows */

/** Who could draw until a row pleases would take one that others think of, too. */
const DRAWS = 3;

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
 * Draws, shows and practises a secret, until it was given back right.
 * @param {Choosing} choosing
 * @returns {Promise<Chosen>}
 */
export async function choose({ draw = "signup.draw", ...choosing }) {
  await pictures.load();
  const { row } = await vault.call(draw);
  const chosen = await chooseOne(row, draw, choosing);
  for (;;) {
    if (await practise(chosen, choosing)) return chosen;
    live.say("signup.not-the-same");
    await showAgain(chosen, choosing);
  }
}

/**
 * @param {number[]} first
 * @param {string} draw
 * @param {Choosing} choosing
 * @returns {Promise<Chosen>}
 */
function chooseOne(first, draw, choosing) {
  return new Promise((resolve) => {
    let [row, draws] = [first, 1];
    const show = () => {
      const root = showRow(row, choosing);
      onClick(root, "next", () => resolve({ row }));
      onClick(root, "own", () => screen.attempt(async () => resolve(await chooseWords(row, show, choosing))));
      toggle(root, "redraw", draws < DRAWS);
      onClick(root, "redraw", () =>
        screen.attempt(async () => {
          ({ row } = await vault.call(draw));
          draws += 1;
          show();
        }),
      );
    };
    show();
  });
}

/**
 * Own words, and the five pictures that are drawn for them.
 * @param {number[]} row
 * @param {() => unknown} back
 * @param {Choosing} choosing
 * @returns {Promise<Chosen>}
 */
async function chooseWords(row, back, choosing) {
  const phrase = await askOwn(back);
  /** @type {Chosen} */
  const chosen = { phrase, three: row.slice(0, 3), name: row.slice(5) };
  await showAgain(chosen, choosing);
  return chosen;
}

/** @param {Chosen} chosen @param {Choosing} choosing @returns {Promise<void>} resolves when the person goes on */
function showAgain(chosen, choosing) {
  const root = "row" in chosen ? showSameRow(chosen.row, choosing) : showStep("screen-make-five", { pictures: [...chosen.three, ...chosen.name].map(drawnPicture) }, choosing);
  return new Promise((resolve) => onClick(root, "next", () => resolve()));
}

/** Without a choice. @param {number[]} row @param {Choosing} choosing */
function showSameRow(row, choosing) {
  const root = showRow(row, choosing);
  toggle(root, "own", false);
  toggle(root, "redraw", false);
  return root;
}

/** @param {number[]} row @param {Choosing} choosing */
function showRow(row, choosing) {
  return showStep("screen-make-row", { pictures: row.map(drawnPicture) }, choosing);
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
 * @returns {Promise<boolean>} whether everything was given right
 */
async function practise(chosen, choosing) {
  await new Promise((resolve) => onClick(showStep("screen-practise", {}, choosing), "next", resolve));
  const right = "row" in chosen ? await practisePictures("practise-row", chosen.row, choosing) : await practiseWords(chosen, choosing);
  if (right) live.say("signup.practised");
  return right;
}

/** @param {Extract<Chosen, {phrase: string}>} chosen @param {Choosing} choosing */
async function practiseWords({ phrase, name, three }, choosing) {
  if ((await askWords(choosing.back)) !== phrase) return false;
  return (await practisePictures("practise-name", name, choosing)) && practisePictures("practise-three", three, choosing);
}

/**
 * @param {"practise-row" | "practise-name" | "practise-three"} step
 * @param {number[]} right
 * @param {Choosing} choosing
 */
async function practisePictures(step, right, { back }) {
  const given = await askPictures({ step, back });
  const inOrder = (/** @type {number[]} */ some) => (step === "practise-three" ? [...some].sort((one, other) => one - other) : some).join();
  return inOrder(given) === inOrder(right);
}

export const signup = { signup: showSignup };
