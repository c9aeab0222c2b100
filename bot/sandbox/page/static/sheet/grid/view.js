/**
 * The part of a tab that can be seen, and where things are in it.
 */

import { at as oneCell } from "../model/range.js";
import { COLUMNS, ROWS } from "../model/tab.js";
import { HEAD_HEIGHT, HEAD_WIDTH } from "./layout.js";

const MORE_ROWS = 6;
const MORE_COLUMNS = 1;

/** Translates between the window and the tab's own pixels, which frozen parts complicate. */
export class View {
  /** The tab that is seen. */
  tab = null;

  /** @param {{scroller: HTMLElement, layout: import("./layout.js").Layout}} parts */
  constructor({ scroller, layout }) {
    this.scroller = scroller;
    this.layout = layout;
  }

  /** Scrolls as little as it takes to see a cell. */
  reveal(row, column) {
    const { layout, scroller } = this;
    const { frozen } = this.tab;
    if (row >= frozen[ROWS]) {
      const room = scroller.clientHeight - HEAD_HEIGHT - layout.frozenHeight - layout.frozenLine;
      const start = layout.rows.start(row) - layout.frozenHeight;
      scroller.scrollTop = nearest(scroller.scrollTop, room, start, layout.rows.size(row));
    }
    if (column >= frozen[COLUMNS]) {
      const room = scroller.clientWidth - HEAD_WIDTH - layout.frozenWidth;
      const start = layout.columns.start(column) - layout.frozenWidth;
      scroller.scrollLeft = nearest(scroller.scrollLeft, room, start, layout.columns.size(column));
    }
  }

  /** How many rows fit on the screen, for Page Up and Page Down. */
  get page() {
    const { layout, scroller } = this;
    const first = layout.rows.at(scroller.scrollTop + layout.frozenHeight);
    const last = layout.rows.at(scroller.scrollTop + scroller.clientHeight - HEAD_HEIGHT);
    return Math.max(1, last - first - 1);
  }

  /** The cell at a point of the window; the nearest one for a point outside. */
  at(x, y) {
    const box = this.scroller.getBoundingClientRect();
    return {
      row: this.layout.rows.at(this.along(ROWS, y - box.top)),
      column: this.layout.columns.at(this.along(COLUMNS, x - box.left)),
    };
  }

  /** Where a place within the scroller's box is along the tab, in the tab's own pixels. */
  along(which, place) {
    const { layout, scroller } = this;
    const isRows = which === ROWS;
    const frozen = isRows ? layout.frozenHeight : layout.frozenWidth;
    const inside = place - (isRows ? HEAD_HEIGHT : HEAD_WIDTH);
    if (inside < frozen && inside >= 0) return inside;
    const scrolled = isRows ? scroller.scrollTop - layout.frozenLine : scroller.scrollLeft;
    return Math.max(inside + scrolled, frozen);
  }

  /** Where a place along the tab is within the scroller's box; `along` the other way round. */
  across(which, place, isFrozen) {
    const { layout, scroller } = this;
    if (which === COLUMNS) return HEAD_WIDTH + place - (isFrozen ? 0 : scroller.scrollLeft);
    return HEAD_HEIGHT + place + (isFrozen ? 0 : layout.frozenLine - scroller.scrollTop);
  }

  /** Where a range is within the scroller's box: `{left, top, width, height}`. */
  place(range) {
    const { layout } = this;
    const { frozen } = this.tab;
    return {
      left: this.across(COLUMNS, layout.columns.start(range.left), range.left < frozen[COLUMNS]),
      top: this.across(ROWS, layout.rows.start(range.top), range.top < frozen[ROWS]),
      width: layout.columns.size(range.left, range.right),
      height: layout.rows.size(range.top, range.bottom),
    };
  }

  /** Where a cell is within the scroller's box, all of a merge where it is one. */
  placeOf(row, column) {
    return this.place(this.tab.merge(row, column) ?? oneCell(row, column));
  }

  /** Whether a cell is in sight, or at least a good part of it. */
  shows(row, column) {
    const { scroller, layout } = this;
    const { frozen } = this.tab;
    const { left, top, width, height } = this.placeOf(row, column);
    const lowest = HEAD_HEIGHT + (row < frozen[ROWS] ? 0 : layout.frozenHeight);
    const leftmost = HEAD_WIDTH + (column < frozen[COLUMNS] ? 0 : layout.frozenWidth);
    return (
      left + width / 2 >= leftmost &&
      left + Math.min(width / 2, 40) <= scroller.clientWidth &&
      top + height / 2 >= lowest &&
      top + Math.min(height / 2, 20) <= scroller.clientHeight
    );
  }

  /** The frozen rows. */
  get frozenRows() {
    return indices(0, this.tab.frozen[ROWS], this.layout.rows);
  }

  /** The other rows that can be seen, and a few more. */
  get rows() {
    const { layout, scroller } = this;
    const { frozen, rows } = this.tab;
    const top = scroller.scrollTop + layout.frozenHeight;
    const first = Math.max(frozen[ROWS], layout.rows.at(top) - MORE_ROWS);
    const last = Math.min(
      rows,
      layout.rows.at(scroller.scrollTop + scroller.clientHeight - HEAD_HEIGHT) + 1 + MORE_ROWS,
    );
    return indices(first, last, layout.rows);
  }

  /** The columns that can be seen, and a few more, the frozen ones first. */
  get columns() {
    const { layout, scroller } = this;
    const { frozen, columns } = this.tab;
    const left = scroller.scrollLeft + layout.frozenWidth;
    const first = Math.max(frozen[COLUMNS], layout.columns.at(left) - MORE_COLUMNS);
    const last = Math.min(
      columns,
      layout.columns.at(scroller.scrollLeft + scroller.clientWidth - HEAD_WIDTH) + 1 + MORE_COLUMNS,
    );
    return [
      ...indices(0, frozen[COLUMNS], layout.columns),
      ...indices(first, last, layout.columns),
    ];
  }
}

/** Those of a span that are not hidden. */
function indices(first, last, axis) {
  const out = [];
  for (let index = first; index < last; index += 1) if (!axis.isHidden(index)) out.push(index);
  return out;
}

function nearest(scrolled, room, start, size) {
  if (start < scrolled || size > room) return start;
  return start + size > scrolled + room ? start + size - room : scrolled;
}
