/** Black boxes over a picture: drawn with a finger, or added and moved by keys. Places are shares (0..1) of its sides. */
import { clone, find } from "./dom.js";
import { word } from "./words.js";

/** @typedef {{x: number, y: number, w: number, h: number}} Box */

/** In shares of what is seen of the picture: who has made it larger covers smaller parts. */
const SMALLEST = 0.02;
const STEP = 0.02;
const ADDED = { x: 0.3, y: 0.45, w: 0.4, h: 0.1 };
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Covers {
  /** @type {Box[]} */
  boxes = [];
  /** @type {{at: {x: number, y: number}, box: Box} | null} the one that is being drawn */
  #drawing = null;

  /** @param {HTMLElement} stage holds the canvas and the place for the boxes @param {() => Box} seen the part of the picture in sight @param {() => void} onchange */
  constructor(stage, seen, onchange) {
    this.stage = stage;
    this.seen = seen;
    this.layer = find(stage, "covers", "slot");
    this.onchange = onchange;
    stage.addEventListener("pointerdown", (event) => this.#begin(event));
    stage.addEventListener("pointermove", (event) => this.#draw(event));
    for (const name of ["pointerup", "pointercancel"]) stage.addEventListener(name, () => this.#end());
  }

  /** Puts those back that were drawn before. @param {Box[]} boxes */
  put(boxes) {
    this.boxes = boxes.map((box) => ({ ...box }));
    this.#show();
  }

  /** Puts one in the middle of what is seen, for whoever cannot draw. */
  add() {
    const { x, y, w, h } = this.seen();
    this.boxes.push({ x: x + ADDED.x * w, y: y + ADDED.y * h, w: ADDED.w * w, h: ADDED.h * h });
    this.#show();
    /** @type {HTMLElement | null} */ (this.layer.lastElementChild)?.focus();
  }

  undo() {
    this.boxes.pop();
    this.#show();
  }

  /** Forgets the one that is being drawn. */
  giveUp() {
    if (!this.#drawing) return;
    this.#drawing = null;
    this.undo();
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (event.target instanceof Element && event.target.closest(".cover-box")) return;
    event.preventDefault();
    this.stage.setPointerCapture(event.pointerId);
    const at = this.#place(event);
    this.#drawing = { at, box: { ...at, w: 0, h: 0 } };
    this.boxes.push(this.#drawing.box);
  }

  /** @param {PointerEvent} event */
  #draw(event) {
    if (!this.#drawing) return;
    const { at, box } = this.#drawing;
    const to = this.#place(event);
    Object.assign(box, { x: Math.min(at.x, to.x), y: Math.min(at.y, to.y), w: Math.abs(to.x - at.x), h: Math.abs(to.y - at.y) });
    this.#show();
  }

  #end() {
    if (!this.#drawing) return;
    const { box } = this.#drawing;
    this.#drawing = null;
    const { w, h } = this.seen();
    if (box.w < SMALLEST * w || box.h < (SMALLEST / 2) * h) this.boxes.pop();
    this.#show();
  }

  /** @param {PointerEvent} event */
  #place(event) {
    const all = this.stage.getBoundingClientRect();
    const share = (/** @type {number} */ n) => Math.min(1, Math.max(0, n));
    return { x: share((event.clientX - all.left) / all.width), y: share((event.clientY - all.top) / all.height) };
  }

  /** @param {KeyboardEvent} event @param {number} n */
  #key(event, n) {
    const box = this.boxes[n];
    const arrow = ARROWS[event.key];
    const { w, h } = this.seen();
    if (!box) return;
    if (event.key === "Delete" || event.key === "Backspace") this.boxes.splice(n, 1);
    else if (!arrow) return;
    else if (event.shiftKey) Object.assign(box, { w: Math.max(SMALLEST * w, box.w + arrow[0] * STEP * w), h: Math.max(SMALLEST * h, box.h + arrow[1] * STEP * h) });
    else Object.assign(box, { x: box.x + arrow[0] * STEP * w, y: box.y + arrow[1] * STEP * h });
    event.preventDefault();
    if (arrow) Object.assign(box, within(box));
    this.#show();
    /** @type {HTMLElement | undefined} */ (this.layer.children[Math.min(n, this.boxes.length - 1)])?.focus();
  }

  #show() {
    this.layer.replaceChildren(...this.boxes.map((box, n) => this.#element(box, n)));
    this.onchange();
  }

  /** @param {Box} box @param {number} n */
  #element(box, n) {
    const element = clone("part-cover");
    const part = (/** @type {number} */ share) => `${share * 100}%`;
    Object.assign(element.style, { left: part(box.x), top: part(box.y), width: part(box.w), height: part(box.h) });
    element.setAttribute("aria-label", word("cover.box", { n: n + 1 }));
    element.addEventListener("keydown", (event) => this.#key(event, n));
    return element;
  }
}

/** The box moved back onto the picture. @param {Box} box @returns {Box} */
function within({ x, y, w, h }) {
  const [width, height] = [Math.min(1, w), Math.min(1, h)];
  return { x: Math.min(1 - width, Math.max(0, x)), y: Math.min(1 - height, Math.max(0, y)), w: width, h: height };
}
