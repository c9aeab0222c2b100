/**
 * Where everything is: the sizes of rows and columns in pixels.
 */

import { Axis } from "../model/axis.js";
import { shown, wrapping } from "../model/cell.js";
import { countLines } from "../model/lines.js";
import { scale } from "../model/look.js";
import { isDropdown } from "../model/rule.js";
import { COLUMNS, ROWS, USUAL_SIZE } from "../model/tab.js";

export const HEAD_WIDTH = 46;
export const HEAD_HEIGHT = 24;
export const LINE = 17;
const FROZEN_LINE = 3;
export const SIDE = 3;
const FURNITURE = 26;
const MOST_LINES = 4;
const HIGHEST = MOST_LINES * LINE + USUAL_SIZE[ROWS] - LINE;
const WIDEST = 480;
const NARROWEST = 30;

/**
 * The sizes of one tab. A row that has the usual height is as high as its text needs, but no
 * higher than a few lines: all of a text is read in the bar above.
 */
export class Layout {
  rows = new Axis();
  columns = new Axis();
  #ruler;
  #heights = [];
  #tab = null;

  /** @param {import("./ruler.js").Ruler} ruler */
  constructor(ruler) {
    this.#ruler = ruler;
  }

  /** Both axes, as the selection takes them. */
  get axes() {
    return { rows: this.rows, columns: this.columns };
  }

  /** How high the frozen rows are together. */
  get frozenHeight() {
    return this.#tab ? this.rows.start(this.#tab.frozen[ROWS]) : 0;
  }

  /** How thick the line below the frozen rows is. */
  get frozenLine() {
    return this.frozenHeight > 0 ? FROZEN_LINE : 0;
  }

  /** How wide the frozen columns are together. */
  get frozenWidth() {
    return this.#tab ? this.columns.start(this.#tab.frozen[COLUMNS]) : 0;
  }

  /** Takes the sizes of a tab. */
  measure(tab) {
    this.#tab = tab;
    const seen = tab.dims[COLUMNS].map(({ size }, column) =>
      tab.isSeen(COLUMNS, column) ? size : 0,
    );
    this.columns.reset(seen);
    this.#heights = tab.dims[ROWS].map((_, row) => this.#height(row));
    this.rows.reset(this.#heights);
  }

  /** Takes the sizes of rows whose cells have changed. @returns {boolean} whether any is another. */
  measureRows(rows) {
    let changed = false;
    for (const row of new Set(rows)) {
      if (row >= this.#tab.rows) continue;
      const height = this.#height(row);
      changed ||= height !== this.#heights[row];
      this.#heights[row] = height;
    }
    if (changed) this.rows.reset(this.#heights);
    return changed;
  }

  /** The width that a column's texts need, as when its border is double-clicked. */
  fitting(column) {
    let widest = NARROWEST;
    for (let row = 0; row < this.#tab.used.rows; row += 1) {
      const cell = this.#tab.cell(row, column);
      const bold = cell.userEnteredFormat?.textFormat?.bold;
      const wide = this.#ruler.text(shown(cell), { bold, most: WIDEST }) * scale(cell);
      widest = Math.max(widest, wide + 2 * SIDE + 4 + (isDropdown(cell) ? FURNITURE : 0));
    }
    return Math.min(Math.ceil(widest), WIDEST);
  }

  #height(row) {
    const { size } = this.#tab.dims[ROWS][row];
    if (!this.#tab.isSeen(ROWS, row)) return 0;
    if (size !== USUAL_SIZE[ROWS]) return size;
    let highest = size;
    for (const [column, cell] of this.#tab.line(row).entries()) {
      if (!cell || this.columns.isHidden(column)) continue;
      highest = Math.max(highest, this.#needed(cell, column));
      if (highest >= HIGHEST) break;
    }
    return Math.round(highest);
  }

  #needed(cell, column) {
    const text = shown(cell);
    if (text === "") return 0;
    const factor = scale(cell);
    const wraps = wrapping(cell) === "WRAP";
    const room = this.columns.size(column) - 2 * SIDE - 1 - (isDropdown(cell) ? FURNITURE : 0);
    const bold = cell.userEnteredFormat?.textFormat?.bold ? 1.07 : 1;
    const width = wraps ? room / (factor * bold) : Infinity;
    const lines = countLines(text, width, this.#ruler.of, MOST_LINES);
    return lines * LINE * factor + USUAL_SIZE[ROWS] - LINE;
  }
}
