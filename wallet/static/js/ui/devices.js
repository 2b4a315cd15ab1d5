/** Camera and microphone: asked for when a screen needs them, given back as soon as it is left. */
import { whenGone } from "./gone.js";

/**
 * @param {MediaStreamConstraints} wanted
 * @param {() => boolean} isUsed
 * @returns {Promise<MediaStream | null>} null where there is no such device, or the person said no
 */
export async function openDevice(wanted, isUsed) {
  const stream = await ask(wanted);
  if (!stream) return null;
  if (isUsed()) whenGone(isUsed, () => stop(stream));
  else stop(stream);
  return stream;
}

/** @param {MediaStreamConstraints} wanted */
async function ask(wanted) {
  try {
    return await navigator.mediaDevices.getUserMedia(wanted);
  } catch {
    return null; // navigator.mediaDevices itself is missing in some browsers
  }
}

/** @param {MediaStream} stream */
export function stop(stream) {
  for (const track of stream.getTracks()) track.stop();
}
