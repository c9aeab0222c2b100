/**
 * The grid: as many rows and columns of cells as can be seen, however many there are.
 */

import { el } from "../../element.js";
import { isFiltered } from "../model/filter.js";
import { COLUMNS, ROWS } from "../model/tab.js";
import { drawRowHead, Letters } from "./heads.js";
import { HEAD_HEIGHT, HEAD_WIDTH, Layout } from "./layout.js";
import { Marks } from "./marks.js";
import { RowView } from "./row_view.js";
import { Ruler } from "./ruler.js";
import { View } from "./view.js";

const FONT = '13px Arial, "Liberation Sans", "Helvetica Neue", sans-serif';

/** Draws a tab and its selection, and knows where everything is on the screen. */
export class Grid {
  /** What scrolls; the keys and the pointer are heard here. */
  scroller;
  /** Where everything is, in pixels of the tab. */
  layout;
  /** Which part of it can be seen. */
  view;

  #selection;
  #tab = null;
  #pending = new Map();
  #ruler = new Ruler(FONT);
  #letters = new Letters();
  #views = new Map();
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
    this.#frozenRows = band("frozen-rows");
    this.#body = band("grid-body");
    this.#head = el(
      "div",
      { class: "grid-head", role: "presentation" },
      el("div", { role: "rowgroup" }, this.#letters.element),
      this.#frozenRows.element,
    );
    this.#canvas = el(
      "div",
      { class: "grid-canvas", role: "presentation" },
      this.#head,
      this.#body.element,
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
    this.view = new View({ scroller: this.scroller, layout: this.layout });
    this.#marks = new Marks({ letters: this.#letters, views: this.#views, selection });
    this.scroller.addEventListener("scroll", () => this.#soon(), { passive: true });
    new ResizeObserver(() => this.#soon()).observe(this.scroller);
  }

  /** Calls a listener after each drawing: what floats over cells may have to move. */
  onDraw(listener) {
    this.#listeners.add(listener);
  }

  /** Shows a tab as it is now: rows and columns may be other ones. */
  show(tab) {
    const { hasFocus } = this;
    const before = this.#tab;
    this.#tab = tab;
    this.view.tab = tab;
    this.layout.measure(tab);
    this.#resized();
    // A row that stays is drawn again where it is: what has the keys or is pointed at remains.
    const isSame = before?.id === tab.id && before.frozen[COLUMNS] === tab.frozen[COLUMNS];
    if (before?.id !== tab.id) this.#pending.clear();
    for (const [row, view] of this.#views) {
      if (isSame && row < tab.rows) this.#redraw(view);
      else this.#leave(row, view);
    }
    this.draw();
    if (hasFocus) this.focus();
  }

  #redraw(view) {
    drawRowHead(view.head, this.#tab, view.index);
    view.redraw(this.#sight, this.#frozen);
  }

  #leave(row, view) {
    this.#views.delete(row);
    view.leave();
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

  /** Draws what can be seen, and the selection; after scrolling, only what has come into sight. */
  draw({ isScrolled = false } = {}) {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#tab) return;
    const { layout } = this;
    const frozen = this.#frozen.frozen;
    const { active } = this.#selection;
    const columns = withActive(this.view.columns, active.column, layout.columns);
    const rows = withActive(this.view.rows, active.row, layout.rows);
    const wanted = new Set([...this.view.frozenRows, ...rows]);
    for (const [row, view] of this.#views) if (!wanted.has(row)) this.#leave(row, view);
    if (String(columns) !== String(this.#columns)) {
      this.#columns = columns;
      this.#letters.show(this.#sight, columns, frozen);
    }
    for (const row of wanted) this.#put(row, columns, frozen);
    this.#marks.draw(this.#tab, layout, { onlyFresh: isScrolled });
    for (const listener of this.#listeners) listener();
  }

  /** Draws only the selection again. */
  select() {
    const { row, column } = this.#selection.active;
    if (!this.#tab || !this.#views.get(row)?.cells.has(column)) this.draw();
    else this.#marks.draw(this.#tab, this.layout);
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
    this.#frozenRows.element.style.height = `${layout.frozenHeight}px`;
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
      view = new RowView(row);
      drawRowHead(view.head, this.#tab, row);
      this.#views.set(row, view);
    }
    view.enter(isFrozen ? this.#frozenRows : this.#body);
    view.show(this.#sight, {
      top: layout.rows.start(row) - (isFrozen ? 0 : layout.frozenHeight),
      columns,
      frozen,
    });
  }

  #soon() {
    if (this.#frame === 0)
      this.#frame = requestAnimationFrame(() => this.draw({ isScrolled: true }));
  }
}

/** Rows above each other: in `side`, which stays on the left, and in `rows`. */
function band(name) {
  const side = el("div", { class: "grid-side", role: "presentation" });
  const rows = el("div", { class: name, role: "rowgroup" }, side);
  return { element: rows, rows, side };
}

/** The active cell is there also while it is scrolled out of sight: the keys go to it. */
function withActive(seen, active, axis) {
  if (active >= axis.count || axis.isHidden(active) || seen.includes(active)) return seen;
  return [...seen, active].sort((one, other) => one - other);
}
