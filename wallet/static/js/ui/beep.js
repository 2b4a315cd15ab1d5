/** Two short tones, for who does not look at the screen. A browser that allows none stays silent. */

const TONES = [660, 880];
const LENGTH = 0.18;
/** @type {AudioContext | null} */
let audio = null;

/** Browsers allow sound only after somebody has touched the page. */
export function prepare() {
  addEventListener("pointerdown", () => (audio ??= new AudioContext()), { once: true });
}

export function beep() {
  if (!audio || audio.state !== "running") return;
  for (const [at, frequency] of TONES.entries()) {
    const tone = new OscillatorNode(audio, { frequency });
    const volume = new GainNode(audio, { gain: 0.2 });
    tone.connect(volume).connect(audio.destination);
    const start = audio.currentTime + at * LENGTH;
    tone.start(start);
    tone.stop(start + LENGTH);
  }
}
