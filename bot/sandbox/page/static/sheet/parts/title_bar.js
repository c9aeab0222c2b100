/**
 * The name of the spreadsheet; where there are several, one chooses here.
 */

import { el } from "../../element.js";
import { icon } from "../icons.js";
import { openMenu } from "./menu.js";

/**
 * @param {{hands: import("../hands.js").Hands}} parts
 * @returns {HTMLElement}
 */
export function titleBar({ hands }) {
  const { book } = hands;
  const name = el("h2", { class: "title" });
  const chosen = el("span");
  const chooser = el(
    "button",
    {
      class: "title chooser",
      type: "button",
      aria: { haspopup: "menu" },
      on: { click: () => choose(chooser) },
    },
    chosen,
    icon("down"),
  );

  function draw() {
    const title = book.outline?.title ?? "No spreadsheet";
    const isOne = book.all.length < 2;
    name.textContent = title;
    name.className = isOne ? "title" : "unseen";
    chosen.textContent = title;
    chooser.hidden = isOne;
    chooser.setAttribute("aria-label", `Spreadsheet: ${title}`);
  }

  async function open(id) {
    if (await hands.isDone()) await book.open(id);
  }

  function choose(at) {
    if (!hands.finishEditing()) return;
    openMenu({
      label: "Spreadsheets",
      at,
      items: book.all.map(({ id, title }) => ({
        label: title,
        checked: id === book.id,
        act: () => open(id),
      })),
      onClose: () => document.activeElement === document.body && chooser.focus(),
    });
  }

  book.on("books", draw);
  book.on("tab", draw);
  draw();
  return el(
    "div",
    { class: "title-bar" },
    el("span", { class: "title-mark" }, icon("sheet")),
    name,
    chooser,
  );
}
