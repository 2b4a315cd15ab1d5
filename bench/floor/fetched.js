// What both floor pages do besides decrypting: the two round trips of an opening, and showing what came.

/** @param {string} path @param {object} value @returns {Promise<Response>} */
const post = (path, value) =>
  fetch(path, { method: "POST", body: JSON.stringify(value), headers: { "Content-Type": "application/json" } });

/**
 * Opens, fetches, decrypts, shows. The address says `?NAME&LENGTH&MIME`, and `&plain` where nothing is
 * asked before the file; the fragment is for `decrypt`.
 * @param {(response: Response) => Promise<Uint8Array>} decrypt
 */
export async function show(decrypt) {
  const [name, length, mime, plainly] = location.search.slice(1).split("&");
  if (!plainly) await (await post("/open", { number: 1 })).arrayBuffer();
  const plain = await decrypt(await post("/down", { name }));
  const address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (plain.subarray(0, Number(length)))], { type: mime }));
  const shown = mime.startsWith("image/") ? await picture(address) : link(address);
  shown.id = "done";
  document.body.append(shown);
}

/** @param {string} address */
async function picture(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

/** @param {string} address */
function link(address) {
  const made = document.createElement("a");
  Object.assign(made, { href: address, download: "file", textContent: "Save" });
  return made;
}
