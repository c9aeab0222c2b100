/**
 * One row of the grid that is on the screen.
 */

import { el } from "../../element.js";
import { isEmpty, shown } from "../model/cell.js";
import { scale } from "../model/look.js";
import { drawCell, spills } from "./cell_drawing.js";
import { HEAD_WIDTH, SIDE } from "./layout.js";

let count = 0;

/** A row's elements: its head, and those of its cells that can be seen. */
export class RowView {
  /** Its cells' elements by column. */
  cells = new Map();
  /** Whether anything of it was drawn since its marks were. */
  isFresh = true;

  #place = "";

  /** @param {number} index the row's. */
  constructor(index) {
    count += 1;
    this.index = index;
    this.head = el("div", { class: "row-head", role: "rowheader", data: { row: index } });
    /** What stays on the left while all else scrolls: the row's number, and frozen columns. */
    this.left = el(
      "div",
      { class: "row-left", role: "presentation", id: `row-left-${count}` },
      this.head,
    );
    /** All else. That stands elsewhere in the page, for one layer that stays is less than forty. */
    this.element = el("div", {
      class: "row",
      role: "row",
      aria: { owns: this.left.id, rowindex: index + 1 },
    });
  }

  /** Puts it among other rows, and its left part among theirs. */
  enter({ rows, side }) {
    if (this.element.parentNode === rows) return;
    rows.append(this.element);
    side.append(this.left);
  }

  /** Takes it off the screen. */
  leave() {
    this.element.remove();
    this.left.remove();
  }

  /**
   * Shows these columns and no others.
   *
   * @param {object} sight `{tab, layout, ruler, pending, filter}`: what is drawn, and how.
   * @param {{top: number, columns: number[], frozen: number}} place
   */
  show(sight, { top, columns, frozen }) {
    const { tab, layout } = sight;
    const height = layout.rows.size(this.index);
    const place = `${top} ${height} ${layout.frozenWidth} ${layout.columns.total}`;
    if (place !== this.#place) {
      this.#place = place;
      for (const { style } of [this.element, this.left]) {
        style.top = `${top}px`;
        style.height = `${height}px`;
      }
      this.element.style.width = `${HEAD_WIDTH + layout.columns.total}px`;
      this.left.style.width = `${HEAD_WIDTH + layout.frozenWidth}px`;
    }
    const wanted = columns.filter((column) =>
      isOwn(tab.merge(this.index, column), this.index, column),
    );
    const kept = new Set(wanted);
    for (const [column, cell] of this.cells) {
      if (kept.has(column)) continue;
      cell.remove();
      this.cells.delete(column);
    }
    let [next, nextFrozen] = [null, null];
    for (const column of wanted.toReversed()) {
      const isFrozen = column < frozen;
      let cell = this.cells.get(column);
      if (!cell) {
        cell = this.#added(column);
        if (isFrozen) this.left.insertBefore(cell, nextFrozen);
        else this.element.insertBefore(cell, next);
        this.#draw(sight, column, cell, frozen);
      }
      if (isFrozen) nextFrozen = cell;
      else next = cell;
    }
  }

  /** Draws all cells that it shows again. */
  redraw(sight, { frozen }) {
    for (const [column, cell] of this.cells) this.#draw(sight, column, cell, frozen);
    this.#place = "";
  }

  #added(column) {
    const cell = el("div", {
      class: "cell",
      role: "gridcell",
      tabIndex: -1,
      aria: { colindex: column + 1 },
      data: { row: this.index, column },
    });
    this.cells.set(column, cell);
    return cell;
  }

  #draw(sight, column, element, frozen) {
    this.isFresh = true;
    const { tab, layout, ruler } = sight;
    const row = this.index;
    const cell = tab.cell(row, column);
    const merge = tab.merge(row, column);
    const width = layout.columns.size(column, merge?.right);
    const height = layout.rows.size(row, merge?.bottom);
    const limit = column < frozen ? frozen : tab.columns;
    const pending = sight.pending(row, column);
    const spill =
      pending === undefined && !merge && spills(cell)
        ? room(tab, layout, ruler, row, column, limit, width)
        : 0;
    element.style.left = `${HEAD_WIDTH + layout.columns.start(column)}px`;
    element.style.width = `${width}px`;
    element.style.height = merge ? `${height}px` : "";
    element.toggleAttribute("data-merged", merge !== null);
    drawCell(element, cell, { width, height, pending, spill, filter: sight.filter(row, column) });
  }
}

function isOwn(merge, row, column) {
  return !merge || (merge.top === row && merge.left === column);
}

/** How wide a long text may become over the empty cells on its right; 0 where it fits. */
function room(tab, layout, ruler, row, column, limit, width) {
  const cell = tab.cell(row, column);
  const bold = cell.userEnteredFormat?.textFormat?.bold;
  const most = width + 2000;
  const needed = ruler.text(shown(cell), { bold, most }) * scale(cell) + 2 * SIDE;
  if (needed <= width) return 0;
  let end = column + 1;
  while (
    end < limit &&
    isEmpty(tab.cell(row, end)) &&
    !tab.merge(row, end) &&
    layout.columns.size(column, end) < needed
  )
    end += 1;
  return end > column + 1 ? Math.min(needed + SIDE, layout.columns.size(column, end)) - 1 : 0;
}
