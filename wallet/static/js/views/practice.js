/** Practice: a wallet with invented papers, drawn here, in the reader's language. */
import { clone } from "../ui/dom.js";
import * as screen from "../ui/screen.js";
import { word } from "../ui/words.js";
import { call } from "../vault.js";

const PAPERS = ["practice.one", "practice.two", "practice.three"];
const SIZE = { width: 840, height: 1188 };

/** Fills the wallet and shows its list. */
export async function practise() {
  document.querySelector(".top")?.after(clone("part-practice"));
  await call("practice.begin");
  for (const key of PAPERS) await add(await letter(word(key)), "image/jpeg", word(key));
  await add(new Blob([word("practice.text")]), "text/plain", word("practice.note"));
  await screen.go("papers");
}

/** @param {Blob} blob @param {string} mime @param {string} name */
async function add(blob, mime, name) {
  const bytes = await blob.arrayBuffer();
  await call("paper.add", { bytes, mime, name }, { transfer: [bytes] });
}

/** A sheet with a heading, lines in the place of words, and a remark that it is invented. @param {string} title @returns {Promise<Blob>} */
async function letter(title) {
  const canvas = Object.assign(document.createElement("canvas"), SIZE);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, SIZE.width, SIZE.height);
  pen.fillStyle = "#2b2520";
  pen.textAlign = "center";
  pen.font = "600 44px sans-serif";
  pen.fillText(title, SIZE.width / 2, 170);
  pen.fillStyle = "#c9c0b4";
  for (let line = 0; line < 14; line++) pen.fillRect(90, 280 + line * 46, 660 - ((line * 137) % 200), 14);
  pen.fillStyle = "#8a4b12";
  pen.font = "400 34px sans-serif";
  pen.fillText(word("practice.invented"), SIZE.width / 2, 1090);
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
  if (!blob) throw new Error("no JPEG");
  return blob;
}
