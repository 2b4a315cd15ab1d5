/** A picture in a frame, made larger by buttons or two fingers, and moved by two fingers, by one while `moving`, or by scrolling. */

/** @typedef {{x: number, y: number}} Point */
/** @typedef {{x: number, y: number, w: number, h: number}} Part in shares (0..1) of the picture's sides */

const LEVELS = [1, 1.5, 2, 3, 5];
const LARGEST = LEVELS[LEVELS.length - 1];

export class Zoom {
  level = 1;
  moving = false;
  /** @type {Map<number, Point>} what touches the frame */
  #fingers = new Map();
  /** @type {{level: number, apart: number, spot: Point} | null} how the fingers took hold of it */
  #held = null;

  /**
   * @param {HTMLElement} frame scrolls
   * @param {HTMLElement} stage as wide as the frame, inside it
   * @param {{onhold: () => void, onchange: () => void}} told `onhold`: fingers move the picture now, and draw nothing
   */
  constructor(frame, stage, { onhold, onchange }) {
    this.frame = frame;
    this.stage = stage;
    this.onhold = onhold;
    this.onchange = onchange;
    frame.addEventListener("pointerdown", (event) => this.#down(event), true);
    frame.addEventListener("pointermove", (event) => this.#move(event), true);
    for (const name of ["pointerup", "pointercancel"]) frame.addEventListener(name, (event) => this.#up(/** @type {PointerEvent} */ (event)), true);
  }

  get smallest() {
    return this.level <= 1;
  }

  get largest() {
    return this.level >= LARGEST;
  }

  /** Whether a part of the picture is out of sight. */
  get movable() {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = this.frame;
    return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
  }

  /** The part of the picture that is in sight. @returns {Part} */
  get seen() {
    const { frame, stage } = this;
    const part = (/** @type {number} */ from, /** @type {number} */ shown, /** @type {number} */ whole) => [from / whole, Math.min(1, shown / whole)];
    const [x, w] = part(frame.scrollLeft, frame.clientWidth, stage.offsetWidth);
    const [y, h] = part(frame.scrollTop, frame.clientHeight, stage.offsetHeight);
    return { x, y, w, h };
  }

  larger() {
    this.#to(LEVELS.find((one) => one > this.level + 0.01) ?? LARGEST);
  }

  smaller() {
    this.#to([...LEVELS].reverse().find((one) => one < this.level - 0.01) ?? 1);
  }

  /** @param {number} level around the middle of the frame */
  #to(level) {
    const middle = { x: this.frame.clientWidth / 2, y: this.frame.clientHeight / 2 };
    this.#place(level, this.#under(middle), middle);
  }

  /** The place of the picture that lies at a point of the frame, in shares of its sides. @param {Point} at @returns {Point} */
  #under(at) {
    const { frame, stage } = this;
    return { x: (frame.scrollLeft + at.x) / stage.offsetWidth, y: (frame.scrollTop + at.y) / stage.offsetHeight };
  }

  /** @param {number} level @param {Point} spot a place of the picture @param {Point} at where in the frame it is then, as far as the picture reaches */
  #place(level, spot, at) {
    const { frame, stage } = this;
    this.level = Math.min(LARGEST, Math.max(1, level));
    stage.style.inlineSize = `${this.level * 100}%`;
    frame.scrollLeft = spot.x * stage.offsetWidth - at.x;
    frame.scrollTop = spot.y * stage.offsetHeight - at.y;
    this.onchange();
  }

  /** @param {PointerEvent} event */
  #down(event) {
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (!this.moving && this.#fingers.size < 2) return;
    event.stopPropagation();
    event.preventDefault();
    for (const id of this.#fingers.keys()) this.frame.setPointerCapture(id);
    this.#hold();
    this.onhold();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#fingers.has(event.pointerId)) return;
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (!this.#held) return;
    event.stopPropagation();
    const { level, apart, spot } = this.#held;
    const grip = this.#grip();
    this.#place(apart ? (level * grip.apart) / apart : level, spot, grip);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    this.#fingers.delete(event.pointerId);
    if (!this.#held) return;
    event.stopPropagation();
    if (this.#fingers.size) this.#hold();
    else this.#held = null;
  }

  /** From now on the fingers hold the picture where they are. */
  #hold() {
    const grip = this.#grip();
    this.#held = { level: this.level, apart: grip.apart, spot: this.#under(grip) };
  }

  /** The middle of the fingers, in the frame, and how far two are apart. @returns {Point & {apart: number}} */
  #grip() {
    const all = [...this.#fingers.values()];
    const edge = this.frame.getBoundingClientRect();
    const mean = (/** @type {"x" | "y"} */ side) => all.reduce((sum, one) => sum + one[side], 0) / all.length;
    const apart = all.length > 1 ? Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) : 0;
    return { x: mean("x") - edge.left, y: mean("y") - edge.top, apart };
  }
}
