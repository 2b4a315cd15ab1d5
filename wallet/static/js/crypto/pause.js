/** Lets the page breathe: long work gives way to input, painting and messages now and then. */

/** Milliseconds of work without a pause: half a frame on a slow phone is noticed, this is not. */
const STRETCH = 24;

/** @returns {() => Promise<void> | null} call it between steps; it returns a promise when it is time to wait for it, else null */
export function pacer() {
  let since = performance.now();
  return () => {
    if (performance.now() - since < STRETCH) return null;
    return turn().then(() => {
      since = performance.now();
    });
  };
}

/** A turn of the event loop. Not a timer: browsers stretch nested timers to 4 ms and more. @returns {Promise<void>} */
function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
