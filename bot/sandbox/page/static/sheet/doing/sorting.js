/**
 * Steps that sort rows.
 */

import { columnName, rangeName } from "../model/a1.js";
import { EMPTY, shown } from "../model/cell.js";
import { orderOf, sorted } from "../model/order.js";
import { answeredCells, answering, batch, gridRange, span, updateCells } from "./requests.js";

/**
 * Sorts a range by one of its columns: only the cells within it move.
 *
 * It is taken back by the order in which the rows stood, so that what others have written into
 * them since stays with them.
 */
export function sorting(range, column, descending) {
  return (tab) => {
    if (range.bottom - range.top < 2) return null;
    let order = sorted(tab, range, column, descending);
    const keys = keysOf(tab, range, column);
    const sortSpecs = [
      { dimensionIndex: column, sortOrder: descending ? "DESCENDING" : "ASCENDING" },
    ];
    const sort = { sortRange: { range: gridRange(tab.id, range), sortSpecs } };
    return {
      label: `sorting ${rangeName(range, tab.size)} by column ${columnName(column)}`,
      tab: tab.id,
      touches: [],
      calls: [
        answering(
          batch(sort),
          tab,
          [{ ...range, left: column, right: column + 1 }],
          "formattedValue",
        ),
      ],
      answered([answer]) {
        const [cells = []] = answeredCells(answer);
        const now = keys.map((_, row) => shown(cells[row]?.[0] ?? EMPTY));
        order = orderOf(keys, now, range.top) ?? order;
      },
      local: (now) => reorder(now, range, order),
      back: (now) => [batch(unsorting(now.id, range, order))],
      backLocal: (now) => reorder(now, range, inverse(order, range.top)),
    };
  };
}

function keysOf(tab, range, column) {
  return tab.block({ ...range, left: column, right: column + 1 }).map(([cell]) => shown(cell));
}

/** Puts the rows of a range into another order: `order` names for each place the row to come there. */
function reorder(tab, range, order) {
  const cells = tab.block(range);
  order.forEach((from, index) => {
    cells[from - range.top].forEach((cell, column) =>
      tab.put(range.top + index, range.left + column, cell),
    );
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
