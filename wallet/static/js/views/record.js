/** A voice recorded here: started, stopped, listened to, kept. */
import * as blobs from "../ui/blobs.js";
import { openDevice, stop } from "../ui/devices.js";
import { clone, fill, onClick, toggle } from "../ui/dom.js";
import { whenGone } from "../ui/gone.js";
import * as idle from "../ui/idle.js";
import * as live from "../ui/live.js";
import * as screen from "../ui/screen.js";
import * as unsaved from "../ui/unsaved.js";
import * as uploads from "./uploads.js";

/** The first that this browser writes: AAC is played by every browser, the others by most. */
const FORMS = ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const VOICE_BITS = 32_000;
const MOST = 31_000_000;
const PIECE_MS = 1000;

function showRecord() {
  /** @type {MediaRecorder | null} */
  let recorder = null;
  const back = () => (recorder ? recorder.stop() : screen.go("add"));
  const root = screen.show("screen-record", { time: clock(0) }, { back });
  const form = formOf();
  toggle(root, "light", false);
  onClick(root, "stop", () => recorder?.stop());
  onClick(root, "start", () =>
    screen.attempt(async () => {
      const stream = await openDevice({ audio: true }, () => root.isConnected);
      if (!root.isConnected) return;
      if (!stream) return refuse(root);
      recorder = new MediaRecorder(stream, { mimeType: form, audioBitsPerSecond: VOICE_BITS });
      const sound = await unsaved.during(idle.during(record(root, recorder)));
      stop(stream);
      if (!root.isConnected) return;
      if (sound.size) return showRecorded(sound);
      showRecord();
      live.say("record.empty");
    }),
  );
  if (!form) refuse(root);
}

/** @returns {string | undefined} undefined where this browser records nothing */
function formOf() {
  return "MediaRecorder" in globalThis ? FORMS.find((one) => MediaRecorder.isTypeSupported(one)) : undefined;
}

/** @param {HTMLElement} root */
function refuse(root) {
  toggle(root, "able", false);
  toggle(root, "unable", true);
}

/**
 * @param {HTMLElement} root
 * @param {MediaRecorder} recorder
 * @returns {Promise<Blob>} once it was stopped, by the person, by leaving the screen or because no more can be kept
 */
function record(root, recorder) {
  /** @type {Blob[]} */
  const pieces = [];
  const begun = performance.now();
  const timer = setInterval(() => fill(root, { time: clock(performance.now() - begun) }), PIECE_MS / 4);
  recorder.addEventListener("dataavailable", ({ data }) => {
    pieces.push(data);
    if (pieces.reduce((sum, one) => sum + one.size, 0) > MOST && recorder.state === "recording") recorder.stop();
  });
  recorder.start(PIECE_MS);
  for (const name of ["stop", "light"]) toggle(root, name, true);
  toggle(root, "start", false);
  live.whisper("record.started");
  return new Promise((resolve) =>
    recorder.addEventListener("stop", () => {
      clearInterval(timer);
      resolve(new Blob(pieces, { type: recorder.mimeType.split(";")[0] }));
    }),
  );
}

/** @param {number} ms @returns {string} minutes and seconds */
function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** @param {Blob} sound */
async function showRecorded(sound) {
  const player = /** @type {HTMLAudioElement} */ (clone("viewer-sound"));
  const url = blobs.address(await sound.arrayBuffer(), sound.type);
  player.src = url;
  const root = screen.show("screen-recorded", { player }, { back: showRecord, unsaved: () => true });
  whenGone(() => root.isConnected, () => blobs.revoke(url));
  onClick(root, "again", () => screen.leaveFor(showRecord));
  onClick(root, "keep", () => {
    uploads.add([sound]);
    return screen.go("papers");
  });
}

export const voice = { record: showRecord };
