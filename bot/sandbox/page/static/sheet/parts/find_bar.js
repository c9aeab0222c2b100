/**
 * Finding text in the tab.
 */

import { el } from "../../element.js";
import { matches, nextOf } from "../model/find.js";
import { icon } from "../icons.js";

/**
 * @param {{hands: object}} parts
 * @returns {{element: HTMLElement, open: () => void, again: () => void}} `again` looks anew after
 *   cells have changed.
 */
export function findBar({ hands }) {
  let places = [];
  const input = el("input", {
    class: "find-input",
    type: "text",
    spellcheck: false,
    autocomplete: "off",
    aria: { label: "Find in this tab" },
    placeholder: "Find",
    on: { input: () => look(true) },
  });
  const found = el("span", { class: "find-count", role: "status" });
  const element = el(
    "div",
    {
      class: "find-bar",
      role: "search",
      hidden: true,
      aria: { label: "Find in this tab" },
      on: { keydown: press },
    },
    input,
    found,
    button("Previous match", "up", () => go(-1)),
    button("Next match", "down", () => go(1)),
    button("Close", "close", close),
  );

  function button(name, picture, act) {
    return el(
      "button",
      {
        class: "find-button",
        type: "button",
        title: name,
        aria: { label: name },
        on: { click: act },
      },
      icon(picture),
    );
  }

  function open() {
    if (!hands.finishEditing()) return;
    element.hidden = false;
    input.focus();
    input.select();
    look(false);
  }

  function close() {
    element.hidden = true;
    places = [];
    hands.grid.find([]);
    hands.grid.focus();
  }

  function look(goes) {
    places = matches(hands.tab, hands.grid.layout.axes, input.value);
    hands.grid.find(places);
    const { row, column } = hands.selection.active;
    const isHere = places.some((place) => place.row === row && place.column === column);
    if (goes && places.length > 0 && !isHere) go(1);
    else say();
  }

  function go(step) {
    const index = nextOf(places, hands.selection.active, step);
    if (index >= 0) {
      const { row, column } = places[index];
      hands.selection.pick(row, column);
      hands.selected({ focus: false });
    }
    say();
  }

  function say() {
    const { row, column } = hands.selection.active;
    const index = places.findIndex((place) => place.row === row && place.column === column);
    if (input.value === "") found.textContent = "";
    else if (places.length === 0) found.textContent = "Not found";
    else
      found.textContent = index < 0 ? `${places.length} found` : `${index + 1} of ${places.length}`;
  }

  function press(event) {
    event.stopPropagation();
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === input) go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  return { element, open, again: () => !element.hidden && hands.tab && look(false) };
}
