// Argon2id alone, in a Worker that is there once `window.ready` is: `window.argon()` gives its milliseconds.
const worker = new Worker("argon_worker.js");
const ready = new Promise((resolve) => worker.addEventListener("message", () => resolve(true), { once: true }));

Object.assign(window, {
  ready,
  argon: async () => {
    const began = performance.now();
    const done = new Promise((resolve) => worker.addEventListener("message", resolve, { once: true }));
    worker.postMessage(0);
    await done;
    return performance.now() - began;
  },
});
