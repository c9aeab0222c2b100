/**
 * The grid: as many rows and columns of cells as can be seen, however many there are.
 */

import { el } from "../../element.js";
import { isFiltered } from "../model/filter.js";
import { at as oneCell } from "../model/range.js";
import { COLUMNS, ROWS } from "../model/tab.js";
import { drawRowHead, Letters } from "./heads.js";
import { HEAD_HEIGHT, HEAD_WIDTH, Layout } from "./layout.js";
import { Marks } from "./marks.js";
import { RowView } from "./row_view.js";
import { Ruler } from "./ruler.js";

const FONT = '13px Arial, "Liberation Sans", "Helvetica Neue", sans-serif';
const MORE_ROWS = 6;
const MORE_COLUMNS = 1;

/** Draws a tab and its selection, and knows where everything is on the screen. */
export class Grid {
  /** What scrolls; the keys and the pointer are heard here. */
  scroller;
  /** Where everything is, in pixels of the tab. */
  layout;

  #selection;
  #tab = null;
  #pending = new Map();
  #ruler = new Ruler(FONT);
  #letters = new Letters();
  #views = new Map();
  #spare = [];
  #head;
  #frozenRows;
  #body;
  #canvas;
  #marks;
  #frame = 0;
  #columns = [];
  #listeners = new Set();

  /** @param {{selection: import("../model/selection.js").Selection}} parts */
  constructor({ selection }) {
    this.#selection = selection;
    this.layout = new Layout(this.#ruler);
    this.#frozenRows = el("div", { class: "frozen-rows", role: "rowgroup" });
    this.#head = el(
      "div",
      { class: "grid-head", role: "presentation" },
      el("div", { role: "rowgroup" }, this.#letters.element),
      this.#frozenRows,
    );
    this.#body = el("div", { class: "grid-body", role: "rowgroup" });
    this.#canvas = el(
      "div",
      { class: "grid-canvas", role: "presentation" },
      this.#head,
      this.#body,
    );
    this.scroller = el(
      "div",
      {
        class: "grid",
        role: "grid",
        tabIndex: -1,
        aria: { multiselectable: "true", label: "Cells" },
      },
      this.#canvas,
    );
    this.#marks = new Marks({ letters: this.#letters, views: this.#views, selection });
    this.scroller.addEventListener("scroll", () => this.#soon(), { passive: true });
    new ResizeObserver(() => this.#soon()).observe(this.scroller);
  }

  /** Calls a listener after each drawing: what floats over cells may have to move. */
  onDraw(listener) {
    this.#listeners.add(listener);
  }

  /** Shows a tab from its first cell on, or where it was scrolled to. */
  open(tab) {
    this.show(tab);
    this.scroller.scrollTo(0, 0);
    this.draw();
  }

  /** Shows a tab as it is now: rows and columns may be other ones. */
  show(tab) {
    const { hasFocus } = this;
    this.#tab = tab;
    this.layout.measure(tab);
    this.#resized();
    for (const view of this.#views.values()) this.#retire(view);
    this.#views.clear();
    this.draw();
    if (hasFocus) this.focus();
  }

  /** Draws cells again that have changed. */
  changed(places) {
    if (!this.#tab) return;
    const rows = new Set(places.map(([row]) => row));
    if (this.layout.measureRows(rows)) this.#resized();
    for (const row of rows) this.#views.get(row)?.redraw(this.#sight, this.#frozen);
    this.draw();
  }

  /** Shows texts that are on their way to the sheet; a null text shows what is in the cell again. */
  pend(entries) {
    for (const { row, column, text } of entries) {
      if (text === null) this.#pending.delete(`${row} ${column}`);
      else this.#pending.set(`${row} ${column}`, text);
    }
    this.changed(entries.map(({ row, column }) => [row, column]));
  }

  /** The text that is on its way to a cell, undefined where there is none. */
  pending(row, column) {
    return this.#pending.get(`${row} ${column}`);
  }

  /** Marks cells as written by somebody else, for a moment. */
  flash(places) {
    this.#marks.flash(places);
  }

  /** Marks what was copied, or nothing. */
  ants(range) {
    this.#marks.ants = range;
    this.#marks.draw(this.#tab, this.layout);
  }

  /** Marks what was found. */
  find(places) {
    this.#marks.found = new Set(places.map(({ row, column }) => `${row} ${column}`));
    this.#marks.draw(this.#tab, this.layout);
  }

  /** Draws what can be seen, and the selection. */
  draw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#tab) return;
    const { layout } = this;
    const frozen = this.#frozen.frozen;
    const columns = this.#columnsSeen();
    const frozenRows = indices(0, this.#tab.frozen[ROWS], layout.rows);
    const rows = this.#rowsSeen();
    const wanted = new Set([...frozenRows, ...rows]);
    for (const [row, view] of this.#views) {
      if (wanted.has(row)) continue;
      this.#views.delete(row);
      this.#retire(view);
    }
    if (String(columns) !== String(this.#columns)) {
      this.#columns = columns;
      this.#letters.show(this.#sight, columns, frozen);
    }
    for (const row of wanted) this.#put(row, columns, frozen);
    this.#marks.draw(this.#tab, layout);
    for (const listener of this.#listeners) listener();
  }

  /** Draws only the selection again. */
  select() {
    const { row, column } = this.#selection.active;
    if (!this.#tab || !this.#views.get(row)?.cells.has(column)) this.draw();
    else this.#marks.draw(this.#tab, this.layout);
  }

  /** Scrolls as little as it takes to see a cell. */
  reveal(row, column) {
    const { layout, scroller } = this;
    const { frozen } = this.#tab;
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

  /** Gives the keys to the active cell. */
  focus() {
    const { row, column } = this.#selection.active;
    (this.element(row, column) ?? this.scroller).focus({ preventScroll: true });
  }

  /** Whether the keys go to a cell. */
  get hasFocus() {
    return this.scroller.contains(document.activeElement);
  }

  /** The element of a cell, null while it cannot be seen. */
  element(row, column) {
    return this.#views.get(row)?.cells.get(column) ?? null;
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
    const { frozen } = this.#tab;
    return {
      left: this.across(COLUMNS, layout.columns.start(range.left), range.left < frozen[COLUMNS]),
      top: this.across(ROWS, layout.rows.start(range.top), range.top < frozen[ROWS]),
      width: layout.columns.size(range.left, range.right),
      height: layout.rows.size(range.top, range.bottom),
    };
  }

  /** Where a cell is within the scroller's box, all of a merge where it is one. */
  placeOf(row, column) {
    return this.place(this.#tab.merge(row, column) ?? oneCell(row, column));
  }

  get #sight() {
    return {
      tab: this.#tab,
      layout: this.layout,
      ruler: this.#ruler,
      pending: (row, column) => this.pending(row, column),
      filter: (row, column) => this.#filter(row, column),
    };
  }

  get #frozen() {
    return { frozen: this.#tab.frozen[COLUMNS] };
  }

  #filter(row, column) {
    const range = this.#tab.filterRange;
    if (!range || row !== range.top || column < range.left || column >= range.right) return null;
    return isFiltered(this.#tab.filter, column) ? "on" : "off";
  }

  #resized() {
    const { layout } = this;
    this.#canvas.style.width = `${HEAD_WIDTH + layout.columns.total}px`;
    this.#canvas.style.height = `${HEAD_HEIGHT + layout.rows.total + layout.frozenLine}px`;
    this.#head.style.height = `${HEAD_HEIGHT + layout.frozenHeight + layout.frozenLine}px`;
    this.#frozenRows.style.height = `${layout.frozenHeight}px`;
    this.#head.toggleAttribute("data-frozen", layout.frozenHeight > 0);
    this.scroller.toggleAttribute("data-frozen-columns", layout.frozenWidth > 0);
    this.scroller.setAttribute("aria-rowcount", String(this.#tab.rows));
    this.scroller.setAttribute("aria-colcount", String(this.#tab.columns));
    this.#columns = [];
  }

  #put(row, columns, frozen) {
    const { layout } = this;
    const isFrozen = row < this.#tab.frozen[ROWS];
    let view = this.#views.get(row);
    if (!view) {
      view = this.#spare.pop() ?? new RowView();
      view.become(row);
      drawRowHead(view.head, this.#tab, row);
      this.#views.set(row, view);
    }
    const parent = isFrozen ? this.#frozenRows : this.#body;
    if (view.element.parentNode !== parent) parent.append(view.element);
    view.show(this.#sight, {
      top: layout.rows.start(row) - (isFrozen ? 0 : layout.frozenHeight),
      columns,
      frozen,
    });
  }

  #retire(view) {
    view.element.remove();
    this.#spare.push(view);
  }

  #rowsSeen() {
    const { layout, scroller } = this;
    const { frozen, rows } = this.#tab;
    const top = scroller.scrollTop + layout.frozenHeight;
    const first = Math.max(frozen[ROWS], layout.rows.at(top) - MORE_ROWS);
    const last = Math.min(
      rows,
      layout.rows.at(scroller.scrollTop + scroller.clientHeight - HEAD_HEIGHT) + 1 + MORE_ROWS,
    );
    return withActive(indices(first, last, layout.rows), this.#selection.active.row, layout.rows);
  }

  #columnsSeen() {
    const { layout, scroller } = this;
    const { frozen, columns } = this.#tab;
    const left = scroller.scrollLeft + layout.frozenWidth;
    const first = Math.max(frozen[COLUMNS], layout.columns.at(left) - MORE_COLUMNS);
    const last = Math.min(
      columns,
      layout.columns.at(scroller.scrollLeft + scroller.clientWidth - HEAD_WIDTH) + 1 + MORE_COLUMNS,
    );
    const seen = [
      ...indices(0, frozen[COLUMNS], layout.columns),
      ...indices(first, last, layout.columns),
    ];
    return withActive(seen, this.#selection.active.column, layout.columns);
  }

  #soon() {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.draw());
  }
}

function indices(first, last, axis) {
  const out = [];
  for (let index = first; index < last; index += 1) if (!axis.isHidden(index)) out.push(index);
  return out;
}

/** The active cell is there also while it is scrolled out of sight: the keys go to it. */
function withActive(seen, active, axis) {
  if (active >= axis.count || axis.isHidden(active) || seen.includes(active)) return seen;
  return [...seen, active].sort((one, other) => one - other);
}

function nearest(scrolled, room, start, size) {
  if (start < scrolled || size > room) return start;
  return start + size > scrolled + room ? start + size - room : scrolled;
}
