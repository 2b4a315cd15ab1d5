/**
 * Shows one paper, for its owner and for whom it is shared with: a picture as <img>, a PDF on a canvas, text as text,
 * sound with the browser's player. Anything else is not drawn, and says so. Its words stand in templates/parts/viewer.html.
 */
import { WalletError } from "../errors.js";
import * as blobs from "./blobs.js";
import { clone, fill, find, onClick, toggle } from "./dom.js";
import { pdfStart } from "./file_type.js";
import { piecesOf } from "./long_text.js";
import { looksLike } from "./looks.js";
import { markOver } from "./mark.js";
import { openPdf } from "./pdf.js";
import { printSheets } from "./print.js";
import { printedPages } from "./printed_pages.js";
import { word } from "./words.js";

/** @typedef {{bytes: Uint8Array<ArrayBuffer>, mime: string, name: string}} Paper */

const ZOOMS = [1, 1.5, 2, 3];

export class Viewer {
  /** @type {(() => void)[]} what to do when it is closed */
  #duties = [];
  /** @type {import("../parts/pdf_paper.js").PdfPaper | null} */
  #pdf = null;
  #closed = false;
  #zoom = 0;
  #page = 1;

  /**
   * @param {HTMLElement} place is emptied
   * @param {string} mark drawn over every page, on screen and on paper; "" for none
   */
  constructor(place, mark) {
    this.mark = mark;
    this.root = clone("viewer");
    /** @type {import("./looks.js").Look} */
    this.look = "other";
    /** What a text says. */
    this.text = "";
    /** Whether something on it cannot be drawn. */
    this.partial = false;
    place.replaceChildren(this.root);
    onClick(this.root, "larger", () => this.#zoomBy(1));
    onClick(this.root, "smaller", () => this.#zoomBy(-1));
    onClick(this.root, "next", () => this.#turn(1));
    onClick(this.root, "previous", () => this.#turn(-1));
  }

  /** How many pages it has. */
  get pages() {
    return this.#pdf?.pages ?? 1;
  }

  /**
   * @param {Paper} paper
   * @returns {Promise<this>} raises `offline` where the PDF reader cannot be fetched
   */
  async show(paper) {
    const { look, type, text } = looksLike(paper.bytes, paper.mime, paper.name);
    this.look = look;
    this.text = text;
    try {
      if (look === "picture") await this.#picture(paper, type);
      else if (look === "pdf") await this.#openPdf(paper);
      else if (look === "text") this.#text(text);
      else if (look === "sound") this.#sound(paper, type);
      else this.#refuse("other");
    } catch (problem) {
      if (problem instanceof WalletError) throw problem;
      this.#refuse(problem instanceof Error && problem.name === "PasswordException" ? "locked" : "broken");
    }
    this.root.dataset.look = this.look;
    toggle(this.root, "zoom", this.look === "picture" || this.look === "pdf");
    toggle(this.root, "paging", this.pages > 1);
    return this;
  }

  /**
   * Prints the page that is seen, or every page.
   * @param {boolean} every
   */
  async print(every) {
    const pdf = this.#pdf;
    const image = this.root.querySelector("img");
    if (image) return printSheets([this.#marked(await copyOf(image))]);
    if (!pdf) return printSheets([]);
    const numbers = every ? Array.from({ length: pdf.pages }, (_, i) => i + 1) : [this.#page];
    const { pages, forget } = await printedPages(pdf, numbers, () => this.#closed);
    return this.#closed ? forget() : printSheets(pages.map((one) => this.#marked(one)), forget);
  }

  /** Forgets the paper and takes it off the screen; what is still on its way is forgotten when it comes. */
  close() {
    this.#closed = true;
    for (const duty of this.#duties) duty();
    this.#duties = [];
    this.#pdf = null;
    this.root.remove();
  }

  /**
   * @param {Paper} paper
   * @param {string} type
   */
  async #picture(paper, type) {
    const image = /** @type {HTMLImageElement} */ (clone("viewer-picture"));
    image.alt = paper.name;
    image.src = this.#address(paper, type);
    await image.decode();
    this.#place(image);
  }

  /**
   * @param {Paper} paper
   * @param {string} type
   */
  #sound(paper, type) {
    const player = /** @type {HTMLAudioElement} */ (clone("viewer-sound"));
    player.src = this.#address(paper, type);
    player.addEventListener("error", () => this.#refuse("broken"));
    this.#place(player);
  }

  /** @param {string} text */
  #text(text) {
    const [first = "", ...others] = piecesOf(text);
    const shown = fill(clone("viewer-text"), { text: first });
    if (others.length) shown.replaceChildren(...[first, ...others].map((one) => fill(clone("viewer-piece"), { piece: one })));
    this.#place(shown);
  }

  /** @param {Paper} paper */
  async #openPdf(paper) {
    const pdf = await openPdf(paper.bytes.subarray(Math.max(0, pdfStart(paper.bytes))));
    if (this.#closed) return pdf.close();
    if (pdf.isForm) return this.#refuse("form", () => pdf.close());
    this.#pdf = pdf;
    this.#duties.push(() => pdf.close());
    this.#place(clone("viewer-page"));
    await this.#draw();
  }

  async #draw() {
    const canvas = /** @type {HTMLCanvasElement} */ (find(this.root, "page"));
    const width = find(this.root, "frame").clientWidth * ZOOMS[this.#zoom];
    const place = { page: this.#page, pages: this.pages };
    canvas.setAttribute("aria-label", word("viewer.page", place));
    fill(this.root, { number: word("viewer.page", place) });
    find(this.root, "previous").toggleAttribute("disabled", this.#page === 1);
    find(this.root, "next").toggleAttribute("disabled", this.#page === this.pages);
    await this.#pdf?.draw(canvas, this.#page, width);
    this.partial = this.#pdf?.lacksSome ?? false;
    toggle(this.root, "partial", this.#pdf?.lacks(this.#page) ?? false);
    if (this.mark) canvas.nextElementSibling?.replaceWith(markOver(canvas, this.mark));
  }

  /** @param {number} step */
  #turn(step) {
    this.#page = Math.min(this.pages, Math.max(1, this.#page + step));
    return this.#draw();
  }

  /** @param {number} step */
  #zoomBy(step) {
    this.#zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.#zoom + step));
    find(this.root, "paper", "slot").style.inlineSize = `${ZOOMS[this.#zoom] * 100}%`;
    find(this.root, "smaller").toggleAttribute("disabled", this.#zoom === 0);
    find(this.root, "larger").toggleAttribute("disabled", this.#zoom === ZOOMS.length - 1);
    return this.#pdf ? this.#draw() : undefined;
  }

  /** @param {"other" | "broken" | "locked" | "form"} why @param {() => void} [done] */
  #refuse(why, done) {
    done?.();
    this.look = "other";
    find(this.root, "paper", "slot").replaceChildren(fill(clone("viewer-other"), { why: word(`viewer.${why}`) }));
  }

  /** @param {HTMLElement} drawn */
  #place(drawn) {
    const place = find(this.root, "paper", "slot");
    place.replaceChildren(drawn);
    place.replaceChildren(...this.#marked(drawn));
  }

  /** @param {HTMLElement} drawn */
  #marked(drawn) {
    return this.mark ? [drawn, markOver(drawn, this.mark)] : [drawn];
  }

  /**
   * @param {Paper} paper
   * @param {string} type
   */
  #address(paper, type) {
    const url = blobs.address(paper.bytes, type);
    this.#duties.push(() => blobs.revoke(url));
    return url;
  }
}

/** @param {HTMLImageElement} image @returns {Promise<HTMLElement>} drawn, so that it is on the first sheet */
async function copyOf(image) {
  const copy = /** @type {HTMLImageElement} */ (image.cloneNode());
  await copy.decode();
  return copy;
}
