/**
 * The bar above the grid: the name of what is selected, and the full text of the active cell.
 */

import { el } from "../../element.js";
import { cellName, named, rangeName } from "../model/a1.js";
import { edited } from "../model/cell.js";
import { isOne } from "../model/range.js";
import { icon } from "../icons.js";

/**
 * @returns {{element: HTMLElement, box: HTMLTextAreaElement, connect: (hands: object) => void}}
 *   `box` is the text box, which the editor shares; `connect` brings the bar to life.
 */
export function formulaBar() {
  const box = el("textarea", {
    class: "formula-box",
    rows: 1,
    spellcheck: false,
    aria: { label: "Text of the cell" },
  });
  const name = el("input", {
    class: "name-box",
    type: "text",
    spellcheck: false,
    autocomplete: "off",
    aria: { label: "Name of the cell or range" },
  });
  const more = el(
    "button",
    {
      class: "formula-more",
      type: "button",
      title: "Show more of the text",
      aria: { label: "Show more of the text", expanded: "false" },
    },
    icon("down"),
  );
  const element = el(
    "div",
    { class: "formula-bar" },
    name,
    el("span", { class: "formula-mark" }, icon("formula")),
    box,
    more,
  );

  function connect(hands) {
    hands.onSelect(() => show(hands));
    box.addEventListener("focus", () => {
      if (hands.editor.isOpen) hands.editor.goTo(box);
      else if (hands.tab) hands.edit({ inBar: true });
    });
    name.addEventListener("focus", () => name.select());
    name.addEventListener("keydown", (event) => press(event, hands));
    name.addEventListener("blur", () => show(hands));
    more.addEventListener("click", () => {
      const isOpen = element.toggleAttribute("data-open");
      more.setAttribute("aria-expanded", String(isOpen));
    });
  }

  function show(hands) {
    box.disabled = !hands.tab;
    name.disabled = !hands.tab;
    if (!hands.tab) return;
    const { row, column } = hands.selection.active;
    if (document.activeElement !== name) name.value = nameOf(hands, row, column);
    if (!hands.editor.isOpen) box.value = edited(hands.activeCell);
  }

  function press(event, hands) {
    event.stopPropagation();
    if (event.key === "Escape") hands.selected();
    if (event.key !== "Enter") return;
    event.preventDefault();
    const range = named(name.value, hands.tab.size);
    if (range) hands.select(range);
    else
      hands.trouble(
        `There is no cell “${name.value}” in this tab. Type a name such as B7, B7:D9 or C:C.`,
      );
  }

  return { element, box, connect };
}

function nameOf({ range, tab }, row, column) {
  const merge = tab.merge(row, column);
  return isOne(range) || (merge && merge.bottom === range.bottom && merge.right === range.right)
    ? cellName(row, column)
    : rangeName(range, tab.size);
}
