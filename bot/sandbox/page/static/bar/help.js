/**
 * The help menu: the tour once more, and what the keyboard does.
 */

import { el } from "../element.js";
import { icon } from "../icons.js";
import { menu } from "./menu.js";
import { popup } from "./popup.js";

const KEYS = [
  ["F6", "To the next part of the page: bar, Slack, messages, message box, sheet"],
  ["Shift F6", "To the part before"],
  ["Arrow keys", "Within lists, menus and the sheet"],
  ["Enter", "Open, press or send; in a cell, write"],
  ["Escape", "Close what is open; in a cell, leave it as it was"],
  ["↑ in an empty message box", "Change what you have said last"],
  ["Ctrl Enter", "Send a modal from any of its fields"],
  ["Ctrl Z, Ctrl Y", "In the sheet, undo and redo"],
  ["Ctrl F, Ctrl K", "In the sheet, find and link"],
  ["← → on the divider", "Make Slack or the sheet wider"],
];

/**
 * @param {{showTour: () => void, hasTour: () => boolean}} parts
 * @returns {{element: HTMLElement}}
 */
export function help({ showTour, hasTour }) {
  const keys = keysDialog();
  const items = menu("Help");
  const { element } = popup({
    label: "Help",
    content: [icon("help")],
    panel: items.element,
    class: "bar-icon",
    onOpen: () =>
      items.fill([
        ...(hasTour() ? [{ content: "Take the tour", act: showTour }] : []),
        { content: "What the keyboard does", act: () => keys.showModal() },
      ]),
  });
  element.append(keys);
  return { element };
}

function keysDialog() {
  const dialog = el(
    "dialog",
    { class: "keys", aria: { labelledby: "keys-title" } },
    el("h2", { id: "keys-title" }, "What the keyboard does"),
    el(
      "dl",
      {},
      KEYS.map(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)]),
    ),
    el(
      "button",
      { class: "bar-button", type: "button", on: { click: () => dialog.close() } },
      "Close",
    ),
  );
  return dialog;
}
