/**
 * The order that rows come into when Sheets sorts them: numbers, then texts without regard to
 * case, yes and no, errors; empty cells come last, also in a descending order.
 */

import { kind, number, shown } from "./cell.js";

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
  filled.sort((one, other) =>
    descending ? compare(other.key, one.key) : compare(one.key, other.key),
  );
  return [...filled.map(({ row }) => row), ...empty];
}

/**
 * Which row has come where, told by the texts of the column that was sorted by: rows with the same
 * text stay in their order.
 *
 * @param {string[]} before the texts from the top of the range.
 * @param {string[]} after the same after the sort.
 * @returns {number[]|null} as `sorted` gives it; null where somebody else has changed a text.
 */
export function orderOf(before, after, top) {
  const places = new Map();
  before.forEach((text, index) => {
    if (!places.has(text)) places.set(text, []);
    places.get(text).push(top + index);
  });
  const order = before.map((_, index) => places.get(after[index])?.shift());
  return order.includes(undefined) ? null : order;
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
