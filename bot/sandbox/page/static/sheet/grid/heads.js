/**
 * The letters above the columns, and what the heads of rows and columns have beside their names.
 */

import { el, replace } from "../../element.js";
import { columnName } from "../model/a1.js";
import { called } from "../doing/dimensions.js";
import { COLUMNS, ROWS } from "../model/tab.js";
import { icon } from "../icons.js";
import { HEAD_HEIGHT, HEAD_WIDTH } from "./layout.js";

/** The row of letters. */
export class Letters {
  #cells = new Map();
  #left;

  constructor() {
    this.corner = el(
      "div",
      { class: "corner", role: "columnheader", title: "Select all" },
      el("span", { class: "unseen" }, "Select all"),
    );
    this.#left = el("div", { class: "row-left", role: "presentation" }, this.corner);
    this.element = el("div", { class: "letters", role: "row" }, this.#left);
    this.element.style.height = `${HEAD_HEIGHT}px`;
  }

  /** Shows the letters of these columns and no others. */
  show({ tab, layout }, columns, frozen) {
    this.element.style.width = `${HEAD_WIDTH + layout.columns.total}px`;
    this.#left.style.width = `${HEAD_WIDTH + layout.frozenWidth}px`;
    const kept = new Set(columns);
    for (const [column, cell] of this.#cells) {
      if (kept.has(column)) continue;
      cell.remove();
      this.#cells.delete(column);
    }
    for (const column of columns) {
      const cell = this.#cells.get(column) ?? this.#added(column);
      const parent = column < frozen ? this.#left : this.element;
      if (cell.parentNode !== parent) parent.append(cell);
      cell.style.left = `${HEAD_WIDTH + layout.columns.start(column)}px`;
      cell.style.width = `${layout.columns.size(column)}px`;
      replace(
        cell,
        columnName(column),
        arrows(tab, COLUMNS, column),
        el("span", { class: "resizer", data: { resizes: column } }),
      );
    }
  }

  /** Marks the selected ones. */
  mark({ range, whole }) {
    for (const [column, cell] of this.#cells)
      mark(
        cell,
        column >= range.left && column < range.right,
        whole === "columns" || whole === "all",
      );
    mark(this.corner, false, whole === "all");
  }

  #added(column) {
    const cell = el("div", {
      class: "letter",
      role: "columnheader",
      aria: { colindex: column + 1 },
      data: { column },
    });
    this.#cells.set(column, cell);
    return cell;
  }
}

/** Draws the head of a row. */
export function drawRowHead(head, tab, row) {
  replace(
    head,
    String(row + 1),
    arrows(tab, ROWS, row),
    el("span", { class: "resizer", data: { resizes: row } }),
  );
  head.toggleAttribute(
    "data-filtered",
    tab.filterRange !== null && row > tab.filterRange.top && row < tab.filterRange.bottom,
  );
}

/** Marks a head as selected, or as all of what it stands for. */
export function mark(head, isOn, isWhole) {
  head.toggleAttribute("data-on", isOn);
  head.toggleAttribute("data-whole", isOn && isWhole);
}

/** The small arrows that show again what is hidden right before or after. */
function arrows(tab, which, index) {
  const dims = tab.dims[which];
  const out = [];
  let start = index;
  while (start > 0 && dims[start - 1].hidden) start -= 1;
  let end = index + 1;
  while (end < dims.length && dims[end].hidden) end += 1;
  if (start < index) out.push(arrow(which, start, index, "before"));
  if (end > index + 1) out.push(arrow(which, index + 1, end, "after"));
  return out;
}

function arrow(which, start, end, side) {
  const name = `Show hidden ${called(which, start, end)}`;
  return el(
    "button",
    {
      class: `unhide ${side}`,
      type: "button",
      tabIndex: -1,
      title: name,
      aria: { label: name },
      data: { shows: `${start} ${end}` },
    },
    icon("triangle"),
  );
}
