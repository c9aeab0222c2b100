/**
 * What could not be done, in a sentence above the grid.
 */

import { el, replace } from "../../element.js";

/**
 * @returns {{element: HTMLElement, say: (sentence: string, again?: (() => void)|null) => void, clear: () => void}}
 *   with `again` the person may try once more.
 */
export function notice() {
  const element = el("div", { class: "sheet-notice", role: "alert", hidden: true });

  function clear() {
    element.hidden = true;
    replace(element);
  }

  function say(sentence, again = null) {
    const retry = () => {
      clear();
      again();
    };
    replace(
      element,
      el("span", { class: "notice-text" }, sentence),
      again &&
        el("button", { class: "notice-button", type: "button", on: { click: retry } }, "Try again"),
      el("button", { class: "notice-button", type: "button", on: { click: clear } }, "Dismiss"),
    );
    element.hidden = false;
  }

  return { element, say, clear };
}
