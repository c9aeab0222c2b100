/**
 * The sheet's pane: puts its parts together.
 */

import { el, replace } from "../element.js";
import { Book } from "./book.js";
import { commands as commandsOf } from "./commands.js";
import { Clipboard } from "./grid/clipboard.js";
import { Editor } from "./grid/editor.js";
import { Grid } from "./grid/grid.js";
import { headPointer } from "./grid/head_pointer.js";
import { keyboard } from "./grid/keyboard.js";
import { pointer } from "./grid/pointer.js";
import { Hands } from "./hands.js";
import { Selection } from "./model/selection.js";
import { cards } from "./parts/card.js";
import { elsewhere } from "./parts/elsewhere.js";
import { findBar } from "./parts/find_bar.js";
import { openFilterPanel } from "./parts/filter_panel.js";
import { formulaBar } from "./parts/formula_bar.js";
import { openLinkDialog } from "./parts/link_dialog.js";
import { openMenu } from "./parts/menu.js";
import { itemsOf, menuBar } from "./parts/menu_bar.js";
import { notice as noticeOf } from "./parts/notice.js";
import { status } from "./parts/status.js";
import { tabBar } from "./parts/tab_bar.js";
import { titleBar } from "./parts/title_bar.js";
import { Writer } from "./writer.js";

const CELL_MENU = [
  "cut",
  "copy",
  "paste",
  "paste-values",
  "line",
  "insert-above",
  "insert-below",
  "insert-left",
  "insert-right",
  "line",
  "delete-row",
  "delete-column",
  "clear",
  "line",
  "sort-range-up",
  "sort-range-down",
  "filter",
  "line",
  "link",
  "follow-link",
];
const ROW_MENU = [
  "cut",
  "copy",
  "paste",
  "line",
  "insert-above",
  "insert-below",
  "delete-row",
  "clear",
  "line",
  "hide-row",
  "show-row",
  "row-back",
  "row-on",
  "fit-row",
  "freeze-here",
];
const COLUMN_MENU = [
  "cut",
  "copy",
  "paste",
  "line",
  "insert-left",
  "insert-right",
  "delete-column",
  "clear",
  "line",
  "hide-column",
  "show-column",
  "column-back",
  "column-on",
  "fit-column",
  "line",
  "sort-up",
  "sort-down",
  "filter",
];

/**
 * Makes the pane.
 *
 * @param {{live: import("../live.js").Live, acting: import("../acting.js").Acting}} parts
 * @returns {{element: HTMLElement, focus: () => void}}
 */
export function sheetPane({ live, acting }) {
  const notice = noticeOf();
  const selection = new Selection();
  const book = new Book({ live, acting });
  const grid = new Grid({ selection });
  const select = (range) =>
    hands.select(range, { focus: grid.hasFocus || document.activeElement === document.body });
  const writer = new Writer({ book, select });
  const hands = new Hands({ book, writer, grid, selection, acting, trouble: notice.say });
  const bar = formulaBar();
  hands.editor = new Editor({
    grid,
    bar: bar.box,
    commit: (place, text) => hands.enter(place, text),
    onEnd: goOn,
  });
  hands.clipboard = new Clipboard(hands);

  const find = findBar({ hands });
  const commands = commandsOf(hands, {
    link: () => openLinkDialog(hands),
    find: find.open,
    filter: openFilter,
    menu: () =>
      openContext(menuOfSelection(), grid.element(selection.active.row, selection.active.column)),
  });
  keyboard({ hands, run: commands.run });
  pointer({ hands, openMenu: (at) => openContext(menuOfSelection(), at), openFilter });
  const line = headPointer({
    hands,
    openMenu: (which, at) => openContext(which === "ROWS" ? ROW_MENU : COLUMN_MENU, at),
  });
  const card = cards({ hands, editLink: () => openLinkDialog(hands) });
  bar.connect(hands);

  const afar = elsewhere({ hands });
  const empty = el("p", { class: "sheet-empty", hidden: true });
  const box = el(
    "div",
    { class: "grid-box", data: { region: "sheet" } },
    grid.scroller,
    line,
    hands.editor.element,
    find.element,
    afar.element,
    empty,
  );
  const element = el(
    "div",
    { class: "sheet" },
    el(
      "div",
      { class: "sheet-top", data: { region: "sheet menus" } },
      titleBar({ hands }),
      menuBar({ hands, commands }),
      bar.element,
    ),
    notice.element,
    box,
    el("div", { class: "tab-bar" }, tabBar({ hands }), status({ hands, live })),
  );

  book.on("tab", (tab) => {
    notice.clear();
    card.close();
    afar.close();
    if (hands.editor.isOpen)
      notice.say(`This tab was closed while you were typing: “${hands.editor.text}”`);
    hands.editor.close();
    grid.scroller.hidden = tab === null;
    grid.scroller.dataset.book = book.id ?? "";
    if (tab) {
      grid.show(tab);
      selection.pick(grid.layout.rows.seen(0, 1) ?? 0, grid.layout.columns.seen(0, 1) ?? 0);
      grid.scroller.scrollTo(0, 0);
      grid.draw();
      hands.changed();
    }
    sayIfEmpty();
  });
  book.on("reload", ({ moved, by, written }) => {
    selection.fit(book.tab);
    grid.show(book.tab);
    if (moved) {
      hands.loseSure();
      hands.clipboard.moved();
    }
    if (by === "bot") mark(written);
    refreshed(written);
  });
  book.on("cells", ({ places, by }) => {
    grid.changed(places);
    if (by === "bot") mark(places);
    refreshed(places);
  });
  book.on("trouble", (sentence) => notice.say(sentence, () => book.reload()));

  function mark(places) {
    grid.flash(places);
    afar.tell(places);
  }

  function refreshed(places) {
    hands.clipboard.changed(places);
    find.again();
    hands.changed();
    sayIfEmpty();
  }

  function sayIfEmpty() {
    const { tab } = book;
    empty.hidden = tab !== null && tab.used.rows > 0;
    const gone = "There is no spreadsheet here.";
    replace(
      empty,
      tab === null
        ? gone
        : "Nothing is in this tab yet. Type into a cell, or wait for what is written here.",
    );
  }

  /** After editing: to the next cell, or back to the one that was edited. */
  function goOn({ across, step, arrow, away }) {
    hands.changed();
    if (away || !hands.tab) return;
    if (arrow) selection.advanceBy(hands.tab, grid.layout.axes, ...arrow);
    else if (step) selection.advance(hands.tab, grid.layout.axes, across, step);
    hands.selected();
  }

  function openFilter(column, at) {
    const { filterRange } = hands.tab;
    if (!filterRange || column < filterRange.left || column >= filterRange.right) return;
    openFilterPanel({
      hands,
      column,
      at: at ?? grid.element(filterRange.top, column) ?? grid.scroller,
    });
  }

  function menuOfSelection() {
    return { rows: ROW_MENU, columns: COLUMN_MENU }[selection.whole] ?? CELL_MENU;
  }

  function openContext(names, at) {
    card.close();
    const items = itemsOf(names, commands).filter(
      (item) => !item.disabled || item.label === "Paste",
    );
    openMenu({ label: "Cells", items, at, onClose: (how) => how !== "chosen" && grid.focus() });
  }

  return { element, focus: () => grid.focus() };
}
