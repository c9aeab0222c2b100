/**
 * Which cells are selected, and where the keys lead.
 */

import { isEmpty } from "./cell.js";
import { between, clipped, meet, same, union } from "./range.js";

/** The selected range with one active cell in it, where what is typed goes. */
export class Selection {
  /** The cell that is typed into. */
  active = { row: 0, column: 0 };
  /** The corners between which it spans: where it began, and where it was extended to. */
  from = { row: 0, column: 0 };
  to = { row: 0, column: 0 };
  /** "rows" or "columns" where whole ones are selected, "all" for everything, otherwise null. */
  whole = null;
  #startOfTabs = null;

  /** Selects one cell. */
  pick(row, column) {
    this.active = { row, column };
    this.from = this.active;
    this.to = this.active;
    this.whole = null;
    this.#startOfTabs = null;
  }

  /** Extends the selection from the active cell, or from where whole ones began. */
  extend(row, column) {
    if (this.whole === null) this.from = this.active;
    this.to = { row, column };
  }

  /** Selects a range; the active cell is its first, or the one given. */
  span(range, active = { row: range.top, column: range.left }) {
    this.from = { row: range.top, column: range.left };
    this.to = { row: range.bottom - 1, column: range.right - 1 };
    this.active = active;
    this.whole = null;
    this.#startOfTabs = null;
  }

  /** Selects whole rows, or columns; the active cell is the first seen one. */
  wholes(which, first, last, active) {
    this.whole = which;
    this.from = { row: first, column: first };
    this.to = { row: last, column: last };
    this.active = active;
    this.#startOfTabs = null;
  }

  /** Selects everything; the active cell stays. */
  everything() {
    this.whole = "all";
  }

  /** What is selected in a tab, with all of a merge where a part is. */
  range(tab) {
    const range = this.#plain(tab);
    const { rows, columns } = tab;
    return clipped(grown(range, tab.merges), rows, columns);
  }

  #plain(tab) {
    const range = between(this.from, this.to);
    if (this.whole === "all") return tab.all;
    if (this.whole === "rows") return { ...range, left: 0, right: tab.columns };
    if (this.whole === "columns") return { ...range, top: 0, bottom: tab.rows };
    return range;
  }

  /** Keeps it within a tab that may have become smaller. */
  fit(tab) {
    const inside = ({ row, column }) => ({
      row: Math.max(0, Math.min(row, tab.rows - 1)),
      column: Math.max(0, Math.min(column, tab.columns - 1)),
    });
    this.active = inside(this.active);
    this.from = inside(this.from);
    this.to = inside(this.to);
  }

  /** Moves the active cell on by Tab (across) or Enter (down), within the range if there is one. */
  advance(tab, axes, across, step) {
    const range = this.range(tab);
    const alone = tab.merge(this.active.row, this.active.column);
    const isOne = range.bottom - range.top === 1 && range.right - range.left === 1;
    if (!isOne && !(alone && same(alone, range))) {
      this.active = within(range, this.active, axes, across, step);
      return;
    }
    const start = this.#startOfTabs;
    const { row, column } = stepped(tab, axes, this.active, across ? 0 : step, across ? step : 0);
    // After cells were filled in by Tab, Enter begins the next line where the first began.
    this.pick(row, !across && step > 0 && start !== null ? start : column);
    this.#startOfTabs = across ? (start ?? (step > 0 ? range.left : null)) : null;
  }

  /** Goes on by an arrow from the cell that was edited. */
  advanceBy(tab, axes, down, across) {
    const { row, column } = stepped(tab, axes, this.active, down, across);
    this.pick(row, column);
  }
}

function grown(range, merges) {
  return merges.reduce((out, merge) => (meet(out, merge) ? union(out, merge) : out), range);
}

function within(range, active, { rows, columns }, across, step) {
  const line = (axis, low, high) => {
    const out = [];
    for (let index = low; index < high; index += 1) if (!axis.isHidden(index)) out.push(index);
    return out;
  };
  const down = line(rows, range.top, range.bottom);
  const right = line(columns, range.left, range.right);
  if (down.length === 0 || right.length === 0) return active;
  const at = [Math.max(0, down.indexOf(active.row)), Math.max(0, right.indexOf(active.column))];
  const count = down.length * right.length;
  const flat = across ? at[0] * right.length + at[1] : at[1] * down.length + at[0];
  const next = (flat + step + count) % count;
  return across
    ? { row: down[Math.floor(next / right.length)], column: right[next % right.length] }
    : { row: down[next % down.length], column: right[Math.floor(next / down.length)] };
}

/** The cell that an arrow key leads to from another. Merges are stepped over as one cell. */
export function stepped(tab, { rows, columns }, { row, column }, down, across) {
  const merge = tab.merge(row, column);
  const from = {
    row: merge && down > 0 ? merge.bottom - 1 : row,
    column: merge && across > 0 ? merge.right - 1 : column,
  };
  return home(tab, {
    row: rows.further(from.row, down),
    column: columns.further(from.column, across),
  });
}

/** The cell that stands for a place: of a merge, its first. */
export function home(tab, { row, column }) {
  const merge = tab.merge(row, column);
  return merge ? { row: merge.top, column: merge.left } : { row, column };
}

/** Where Ctrl and an arrow lead: to the end of a block of filled cells, or to the next block. */
export function jumped(tab, { rows, columns }, { row, column }, down, across) {
  const axis = down === 0 ? columns : rows;
  const place = (index) => (down === 0 ? { row, column: index } : { row: index, column });
  const filled = (index) => !isEmpty(tab.cell(place(index).row, place(index).column));
  const step = down + across;
  let here = down === 0 ? column : row;
  let next = axis.seen(here + step, step);
  if (next === null) return home(tab, { row, column });
  if (filled(here) && filled(next)) {
    while (next !== null && filled(next)) {
      here = next;
      next = axis.seen(here + step, step);
    }
    return home(tab, place(here));
  }
  while (next !== null && !filled(next)) {
    here = next;
    next = axis.seen(here + step, step);
  }
  return home(tab, place(next ?? here));
}
