/**
 * One tab of a spreadsheet: its cells, the sizes of its rows and columns, and what is on it.
 */

import { EMPTY, isEmpty } from "./cell.js";
import { holds } from "./range.js";

export const ROWS = "ROWS";
export const COLUMNS = "COLUMNS";
export const USUAL_SIZE = { [ROWS]: 21, [COLUMNS]: 100 };

/** The fields that a Tab is made from, for the `fields` of spreadsheets.get. */
export const FIELDS =
  "sheets(properties,merges,basicFilter,data(" +
  "rowMetadata(hiddenByUser,hiddenByFilter,pixelSize),columnMetadata(hiddenByUser,pixelSize)," +
  "rowData.values(formattedValue,userEnteredValue,userEnteredFormat," +
  "effectiveValue(numberValue,boolValue,errorValue),hyperlink,textFormatRuns,note,dataValidation)))";

/** A tab as it was read, with the changes since. */
export class Tab {
  #lines;
  #used = null;

  /** @param {object} sheet a Sheet of the Sheets API with the fields of `FIELDS`. */
  constructor(sheet) {
    const { properties, data = [{}], merges = [], basicFilter = null } = sheet;
    const grid = properties.gridProperties ?? {};
    const [{ rowData = [], rowMetadata = [], columnMetadata = [] }] = data;
    this.id = properties.sheetId ?? 0;
    this.title = properties.title;
    this.hidden = properties.hidden ?? false;
    this.frozen = { [ROWS]: grid.frozenRowCount ?? 0, [COLUMNS]: grid.frozenColumnCount ?? 0 };
    /** Sizes and what is hidden: `{size, hidden, filtered}` of each row and each column. */
    this.dims = {
      [ROWS]: rowMetadata.map((one) => dimension(one, ROWS)),
      [COLUMNS]: columnMetadata.map((one) => dimension(one, COLUMNS)),
    };
    /** Whole cells that cover others, as ranges. */
    this.merges = merges.map((merge) => this.#range(merge));
    /** The basic filter as the API has it, or null. */
    this.filter = basicFilter;
    this.#lines = rowData.map((line) => line.values);
    this.#lines.length = this.rows;
  }

  /** How many rows the grid has. */
  get rows() {
    return this.dims[ROWS].length;
  }

  /** How many columns the grid has. */
  get columns() {
    return this.dims[COLUMNS].length;
  }

  /** The size of the grid. */
  get size() {
    return { rows: this.rows, columns: this.columns };
  }

  /** All of it, as a range. */
  get all() {
    return { top: 0, bottom: this.rows, left: 0, right: this.columns };
  }

  /** Down to which row, and over to which column, somebody has entered anything. */
  get used() {
    this.#used ??= this.#measured();
    return this.#used;
  }

  /** The cell there, `EMPTY` also where there is none. */
  cell(row, column) {
    return this.#lines[row]?.[column] ?? EMPTY;
  }

  /** Puts CellData in the place of a cell; null empties it. */
  put(row, column, cell) {
    if (row >= this.rows || column >= this.columns) return;
    this.#lines[row] ??= [];
    this.#lines[row][column] = cell ?? EMPTY;
    this.#used = null;
  }

  /** The cells of a range, row by row. */
  block(range) {
    const out = [];
    for (let row = range.top; row < range.bottom; row += 1) {
      const line = [];
      for (let column = range.left; column < range.right; column += 1)
        line.push(this.cell(row, column));
      out.push(line);
    }
    return out;
  }

  /** The cells of a row that were ever given, sparse. */
  line(row) {
    return this.#lines[row] ?? [];
  }

  /** The range of the merge that covers a cell, or null. */
  merge(row, column) {
    return this.merges.find((one) => holds(one, row, column)) ?? null;
  }

  /** Whether a row or column is seen. */
  isSeen(which, index) {
    const { hidden, filtered } = this.dims[which][index];
    return !hidden && !filtered;
  }

  /** The range of the basic filter, its header row included; null without one. */
  get filterRange() {
    return this.filter && this.#range(this.filter.range ?? {});
  }

  /** Makes room for rows or columns, ahead of what the server says of the whole tab. */
  insert(which, start, count) {
    const like = this.dims[which][start - 1] ?? this.dims[which][start];
    const fresh = { size: like?.size ?? USUAL_SIZE[which], hidden: false, filtered: false };
    this.dims[which].splice(start, 0, ...Array.from({ length: count }, () => ({ ...fresh })));
    if (which === ROWS) splice(this.#lines, start, 0, new Array(count));
    else for (const line of this.#lines) if (line) splice(line, start, 0, new Array(count));
    this.#used = null;
  }

  /** Takes rows or columns out, ahead of the server. */
  remove(which, start, end) {
    this.dims[which].splice(start, end - start);
    if (which === ROWS) this.#lines.splice(start, end - start);
    else for (const line of this.#lines) line?.splice(start, end - start);
    this.#used = null;
  }

  /** Moves rows or columns; `to` counts as before the move. */
  move(which, start, end, to) {
    const lines = which === ROWS ? [this.#lines] : this.#lines.filter(Boolean);
    for (const list of [this.dims[which], ...lines]) {
      if (list.length < Math.max(end, to)) list.length = Math.max(end, to);
      const moved = list.splice(start, end - start);
      splice(list, to > start ? to - moved.length : to, 0, moved);
    }
    this.#used = null;
  }

  #range({ startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }) {
    return {
      top: startRowIndex ?? 0,
      bottom: Math.min(endRowIndex ?? this.rows, this.rows),
      left: startColumnIndex ?? 0,
      right: Math.min(endColumnIndex ?? this.columns, this.columns),
    };
  }

  #measured() {
    let rows = 0;
    let columns = 0;
    this.#lines.forEach((line, row) => {
      line?.forEach((cell, column) => {
        if (!cell || isEmpty(cell)) return;
        rows = row + 1;
        columns = Math.max(columns, column + 1);
      });
    });
    return { rows, columns };
  }
}

function dimension({ pixelSize, hiddenByUser, hiddenByFilter }, which) {
  return {
    size: pixelSize ?? USUAL_SIZE[which],
    hidden: hiddenByUser ?? false,
    filtered: hiddenByFilter ?? false,
  };
}

/** `list.splice` that keeps holes, and reaches beyond the end. */
function splice(list, start, count, items) {
  if (list.length < start) list.length = start;
  list.splice(start, count, ...items);
}
