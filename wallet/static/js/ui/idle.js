/** Locks a wallet that nobody uses: after nine minutes it asks, after ten it finishes. */
import * as leave from "./leave.js";
import { ask } from "./sheet.js";
import { call } from "../vault.js";

const LIMIT_MS = 600_000;
const WARN_MS = 540_000;
const LOOK_MS = 2_000;
/** The server's session has a limit of its own; somebody who reads for long asks it for nothing. */
const STAY_MS = 240_000;
const SIGNS = ["pointerdown", "keydown", "scroll", "input"];

let last = 0;
let stayed = 0;
let running = 0;
let asking = false;

/** Starts watching; called when a wallet is opened or being made. */
export function watch() {
  if (last) return;
  touch();
  stayed = last;
  for (const sign of SIGNS) addEventListener(sign, onSign, { capture: true, passive: true });
  setInterval(look, LOOK_MS);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("visibilitychange", () => document.hidden || stay());
}

/** Counts as a sign of life. */
export function touch() {
  last = Date.now();
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
  const quiet = Date.now() - last;
  if (quiet >= LIMIT_MS) return void leave.finish();
  if (quiet >= WARN_MS && !asking) void warn();
  if (last - stayed > STAY_MS) stay();
}

/** Keeps the session and brings what other devices saved; what fails now fails again at the next tap, and is told there. */
function stay() {
  stayed = last;
  call("refresh").catch(() => undefined);
}

async function warn() {
  asking = true;
  const answer = await ask("sheet-idle");
  asking = false;
  touch();
  if (answer === "finish") void leave.finish();
}
