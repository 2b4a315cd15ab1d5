/** Locks a wallet that nobody uses: after nine minutes it asks, after ten it finishes; sooner on a free-access PC (ui/rules.js). */
import * as leave from "./leave.js";
import { beep } from "./beep.js";
import { fill } from "./dom.js";
import { rules } from "./rules.js";
import { ask } from "./sheet.js";
import { call } from "../vault.js";

const LOOK_MS = rules.pc ? 500 : 2_000;
/** The server's session has a limit of its own; somebody who reads for long asks it for nothing. */
const STAY_MS = 240_000;
const SIGNS = ["pointerdown", "keydown", "scroll", "input"];

/** Both clocks at the last sign of life: one may sleep with the machine, the other may be set. @type {{page: number, wall: number} | null} */
let last = null;
let stayed = 0;
let running = 0;
let asking = false;

/** Starts watching; called when a wallet is opened or being made. */
export function watch() {
  if (last) return;
  touch();
  stayed = performance.now();
  for (const sign of SIGNS) addEventListener(sign, onSign, { capture: true, passive: true });
  setInterval(look, LOOK_MS);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("visibilitychange", () => document.hidden || stay());
}

/** Counts as a sign of life. */
export function touch() {
  last = { page: performance.now(), wall: Date.now() };
}

/** Milliseconds since then; a clock that is set back gains nothing. */
function quiet() {
  return last ? Math.max(performance.now() - last.page, Date.now() - last.wall) : 0;
}

/** Milliseconds until the wallet closes, if nobody touches it. */
export function left() {
  return rules.limit - quiet();
}

/**
 * A running transfer counts as a sign of life until it settles.
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function during(work) {
  running += 1;
  try {
    return await work;
  } finally {
    running -= 1;
    touch();
  }
}

function onSign() {
  if (!asking) touch();
}

function look() {
  if (running) touch();
  if (quiet() >= rules.limit) return void leave.finish();
  if (quiet() >= rules.warn && !asking) void warn();
  if (last && last.page - stayed > STAY_MS) stay();
}

/** Keeps the session and brings what other devices saved; what fails now fails again at the next tap, and is told there. */
function stay() {
  stayed = performance.now();
  call("refresh").catch(() => undefined);
}

async function warn() {
  asking = true;
  const answer = await (rules.pc ? askLoudly() : ask("sheet-idle"));
  asking = false;
  touch();
  if (answer === "finish") void leave.finish();
}

/** On a free-access PC the person may look elsewhere: with a sound, and the seconds that are left. */
async function askLoudly() {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let counting;
  beep();
  const answer = await ask("sheet-idle-pc", { left: "" }, (sheet) => {
    const count = () => fill(sheet, { left: String(Math.max(0, Math.ceil(left() / 1000))) });
    count();
    counting = setInterval(count, 500);
  });
  clearInterval(counting);
  return answer;
}
