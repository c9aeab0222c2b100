/**
 * Steps that sort rows.
 */

import { columnName, rangeName } from "../model/a1.js";
import { agrees, sorted } from "../model/order.js";
import { batch, gridRange, restoring, span, updateCells } from "./requests.js";

/**
 * Sorts a range by one of its columns: only the cells within it move.
 *
 * It is taken back by the order in which the rows stood, so that what others have written into
 * them since stays with them.
 */
export function sorting(range, column, descending) {
  return (tab) => {
    if (range.bottom - range.top < 2) return null;
    const order = sorted(tab, range, column, descending);
    const before = tab.block(range);
    const old = { cell: (row, at) => before[row - range.top][at - range.left] };
    const sortSpecs = [{ dimensionIndex: column, sortOrder: descending ? "DESCENDING" : "ASCENDING" }];
    let isForeseen = true;
    return {
      label: `sorting ${rangeName(range, tab.size)} by column ${columnName(column)}`,
      tab: tab.id,
      touches: [],
      calls: [batch({ sortRange: { range: gridRange(tab.id, range), sortSpecs } })],
      local: (now) => reorder(now, range, order),
      done(now) {
        isForeseen = agrees(old, now, range, order);
      },
      back: (now) => [batch(isForeseen ? unsorting(now.id, range, order) : restoring(now.id, range, before))],
      backLocal: (now) => isForeseen && reorder(now, range, inverse(order, range.top)),
    };
  };
}

/** Puts the rows of a range into another order: `order` names for each place the row to come there. */
function reorder(tab, range, order) {
  const cells = tab.block(range);
  order.forEach((from, index) => {
    cells[from - range.top].forEach((cell, column) => tab.put(range.top + index, range.left + column, cell));
  });
}

function inverse(order, top) {
  const out = [];
  order.forEach((from, index) => {
    out[from - top] = top + index;
  });
  return out;
}

/**
 * The requests by which sorted rows go back: a column for a moment, with the place in which each
 * row stood, and a sort by that.
 */
function unsorting(tabId, range, order) {
  const column = span(tabId, "COLUMNS", range.right, range.right + 1);
  const places = order.map((from) => [{ userEnteredValue: { numberValue: from } }]);
  const beside = { ...range, left: range.right, right: range.right + 1 };
  const sortSpecs = [{ dimensionIndex: range.right, sortOrder: "ASCENDING" }];
  return [
    { insertDimension: { range: column, inheritFromBefore: false } },
    updateCells(tabId, beside, places, ["userEnteredValue"]),
    { sortRange: { range: gridRange(tabId, { ...range, right: range.right + 1 }), sortSpecs } },
    { deleteDimension: { range: column } },
  ];
}
