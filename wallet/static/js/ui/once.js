/** A second tap on what is at work already does nothing: a slow device shows late that the first one was heard. */

/** @type {WeakSet<Element>} */
const busy = new WeakSet();

for (const type of ["click", "submit"]) document.addEventListener(type, swallow, true);

/** What is pressed in this event. @param {Event | undefined} event */
function pressed(event) {
  if (!(event?.target instanceof Element)) return null;
  if (event.type === "submit") return event.target;
  return event.type === "click" ? event.target.closest("button, a") : null;
}

/** @param {Event} event */
function swallow(event) {
  const control = pressed(event);
  if (!control || !busy.has(control)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/**
 * Does work; what was pressed for it is deaf until it settles.
 * @template T
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function once(work) {
  const control = pressed(window.event);
  if (!control || busy.has(control)) return work();
  busy.add(control);
  try {
    return await work();
  } finally {
    busy.delete(control);
  }
}
