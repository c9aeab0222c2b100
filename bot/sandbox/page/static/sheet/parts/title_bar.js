/**
 * The name of the spreadsheet; where there are several, one chooses here.
 */

import { el, replace } from "../../element.js";
import { icon } from "../icons.js";
import { openMenu } from "./menu.js";

/**
 * @param {{hands: import("../hands.js").Hands}} parts
 * @returns {HTMLElement}
 */
export function titleBar({ hands }) {
  const { book } = hands;
  const element = el("div", { class: "title-bar" });

  function draw() {
    const title = book.outline?.title ?? "No spreadsheet";
    const isOne = book.all.length < 2;
    replace(
      element,
      el("span", { class: "title-mark" }, icon("sheet")),
      el("h2", { class: isOne ? "title" : "unseen" }, title),
      !isOne &&
        el("button", { class: "title chooser", type: "button", aria: { haspopup: "menu", label: `Spreadsheet: ${title}` }, on: { click: (event) => choose(event.currentTarget) } }, el("span", {}, title), icon("down")),
    );
  }

  function choose(at) {
    if (!hands.finishEditing()) return;
    openMenu({
      label: "Spreadsheets",
      at,
      items: book.all.map(({ id, title }) => ({ label: title, checked: id === book.id, act: () => book.open(id) })),
      onClose: () => document.activeElement === document.body && element.querySelector(".chooser")?.focus(),
    });
  }

  book.on("books", draw);
  book.on("tab", draw);
  draw();
  return element;
}
