/**
 * The order that rows come into when Sheets sorts them: numbers, then texts without regard to
 * case, yes and no, errors; empty cells come last, also in a descending order.
 */

import { formula, kind, number, shown } from "./cell.js";

const RANKS = { number: 0, text: 1, boolean: 2, error: 3 };

/**
 * Which row comes where when a range is sorted by one of its columns.
 *
 * @returns {number[]} for each place from the top of the range, the row that comes there.
 */
export function sorted(tab, range, column, descending) {
  const filled = [];
  const empty = [];
  for (let row = range.top; row < range.bottom; row += 1) {
    const cell = tab.cell(row, column);
    if (kind(cell) === "empty") empty.push(row);
    else filled.push({ row, key: key(cell) });
  }
  // JavaScript's sort is stable, and so is Sheets' in both directions.
  filled.sort((one, other) => (descending ? compare(other.key, one.key) : compare(one.key, other.key)));
  return [...filled.map(({ row }) => row), ...empty];
}

/** Whether the rows of a range stand in an order that was foreseen: compares what can be seen. */
export function agrees(before, after, range, order) {
  return order.every((from, index) => {
    const row = range.top + index;
    for (let column = range.left; column < range.right; column += 1) {
      const old = before.cell(from, column);
      // What a formula comes to may depend on where it stands.
      if (formula(old) === null && shown(old) !== shown(after.cell(row, column))) return false;
    }
    return true;
  });
}

function key(cell) {
  const came = kind(cell);
  return [RANKS[came], came === "number" ? number(cell) : shown(cell).toLowerCase()];
}

function compare([rank, one], [other, two]) {
  if (rank !== other) return rank - other;
  if (one === two) return 0;
  return one < two ? -1 : 1;
}
