/**
 * Says what was just written where nobody sees it, and leads there.
 */

import { el, replace } from "../../element.js";
import { cellName } from "../model/a1.js";

const SHOWN_MS = 8000;

/**
 * @param {{hands: import("../hands.js").Hands}} parts
 * @returns {{element: HTMLElement, tell: (places: [number, number][]) => void, close: () => void}}
 *   `tell` is told the places of cells that somebody else has written.
 */
export function elsewhere({ hands }) {
  const element = el("div", { class: "elsewhere", role: "status", hidden: true });
  let timer = 0;
  element.addEventListener("pointerenter", () => clearTimeout(timer));
  element.addEventListener("pointerleave", wait);

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(close, SHOWN_MS);
  }

  function close() {
    clearTimeout(timer);
    element.hidden = true;
    replace(element);
  }

  function tell(places) {
    const { rows, columns } = hands.grid.layout;
    const seen = places.filter(([row, column]) => !rows.isHidden(row) && !columns.isHidden(column));
    if (seen.length === 0 || seen.some((place) => hands.grid.view.shows(...place))) return;
    const [[row, column]] = seen;
    const name = cellName(row, column);
    const go = () => {
      close();
      hands.goTo({ row, column });
      hands.grid.flash(places);
    };
    replace(
      element,
      el("span", {}, named(name, seen.length - 1)),
      el(
        "button",
        {
          class: "elsewhere-go",
          type: "button",
          aria: { label: `Show ${name}` },
          on: { click: go },
        },
        "Show",
      ),
    );
    element.hidden = false;
    wait();
  }

  return { element, tell, close };
}

function named(name, more) {
  if (more === 0) return `${name} was just written.`;
  return `${name} and ${more} more ${more === 1 ? "cell" : "cells"} were just written.`;
}
