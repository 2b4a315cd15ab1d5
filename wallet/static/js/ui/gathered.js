/** A stream as one file, in pieces that the browser may put on its disk. */
const PIECE = 8_000_000;

/** @param {ReadableStream<Uint8Array>} stream @returns {Promise<Blob>} */
export async function gathered(stream) {
  const reader = stream.getReader();
  /** @type {Blob[]} */
  const kept = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  let fresh = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (value) fresh.push(/** @type {Uint8Array<ArrayBuffer>} */ (value));
    size += value?.length ?? 0;
    if (size >= PIECE || done) {
      kept.push(new Blob(fresh));
      [fresh, size] = [[], 0];
    }
    if (done) return new Blob(kept);
  }
}
