/** What was typed, ticked and unfolded in a form, for the time that another screen is seen. */

/** @typedef {{fields: {value: string, checked: boolean}[], open: boolean[]}} Typed */

/** @param {HTMLElement} form @returns {HTMLInputElement[]} in the order of the template */
function fieldsOf(form) {
  return [...form.querySelectorAll("input, textarea, select")].map((one) => /** @type {HTMLInputElement} */ (one));
}

/** @param {HTMLElement} form @returns {Typed} */
export function typedIn(form) {
  const open = [...form.querySelectorAll("details")].map((one) => one.open);
  return { fields: fieldsOf(form).map(({ value, checked }) => ({ value, checked })), open };
}

/** @param {HTMLElement} form a new one of the same template @param {Typed} typed */
export function typeAgain(form, typed) {
  for (const [at, one] of fieldsOf(form).entries()) Object.assign(one, typed.fields[at]);
  for (const [at, one] of [...form.querySelectorAll("details")].entries()) one.open = typed.open[at];
}
