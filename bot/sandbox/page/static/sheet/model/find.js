/**
 * Finding text in a tab.
 */

import { shown } from "./cell.js";

/**
 * The seen cells with a text in them, in reading order; upper and lower case are the same.
 *
 * @param {import("./tab.js").Tab} tab
 * @param {{rows: Axis, columns: Axis}} axes tell what is hidden.
 * @returns {{row: number, column: number}[]}
 */
export function matches(tab, { rows, columns }, text) {
  const wanted = text.toLowerCase();
  if (wanted === "") return [];
  const out = [];
  for (let row = 0; row < tab.used.rows; row += 1) {
    if (rows.isHidden(row)) continue;
    tab.line(row).forEach((cell, column) => {
      if (!columns.isHidden(column) && cell && shown(cell).toLowerCase().includes(wanted)) {
        out.push({ row, column });
      }
    });
  }
  return out;
}

/** The index of the first place after a cell, or before it, going round at the end; -1 if none. */
export function nextOf(places, { row, column }, step) {
  if (places.length === 0) return -1;
  const compare = (place) => place.row - row || place.column - column;
  if (step > 0) {
    const found = places.findIndex((place) => compare(place) > 0);
    return found < 0 ? 0 : found;
  }
  const found = places.findLastIndex((place) => compare(place) < 0);
  return found < 0 ? places.length - 1 : found;
}
