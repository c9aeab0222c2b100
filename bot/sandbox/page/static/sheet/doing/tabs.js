/**
 * Steps about whole tabs.
 */

import { restoring, batch, gridRange } from "./requests.js";
import { setting } from "./dimensions.js";

/** Adds a tab of the usual size; Google's own way of naming it. `shows` is the tab to go to. */
export function adding() {
  return () => {
    const sheetId = fresh();
    return outline(
      sheetId,
      "adding a tab",
      [{ addSheet: { properties: { sheetId } } }],
      [{ deleteSheet: { sheetId } }],
      {
        shows: sheetId,
      },
    );
  };
}

/** Gives a tab another name. */
export function renaming({ id, title }, to) {
  return () => {
    if (to === title) return null;
    return outline(
      id,
      `renaming ${title}`,
      [properties(id, { title: to })],
      [properties(id, { title })],
    );
  };
}

/** Hides a tab, or shows it. */
export function hidingTab({ id, title }, hidden) {
  return () =>
    outline(
      id,
      `${hidden ? "hiding" : "showing"} ${title}`,
      [properties(id, { hidden })],
      [properties(id, { hidden: !hidden })],
      {
        shows: hidden ? null : id,
      },
    );
}

/** Moves a tab to another place among all tabs; `to` counts as after the move. */
export function movingTab({ id, title, index }, to) {
  // The API counts as before the move.
  const before = (from, place) => (place > from ? place + 1 : place);
  return () =>
    outline(
      id,
      `moving ${title}`,
      [properties(id, { index: before(index, to) })],
      [properties(id, { index: before(to, index) })],
    );
}

/** Copies a tab beside itself. */
export function duplicating({ id, title, index }) {
  return () => {
    const newSheetId = fresh();
    const copy = { duplicateSheet: { sourceSheetId: id, newSheetId, insertSheetIndex: index + 1 } };
    return outline(id, `copying ${title}`, [copy], [{ deleteSheet: { sheetId: newSheetId } }], {
      shows: newSheetId,
    });
  };
}

/**
 * Deletes a tab. Taken back, all its cells are there again.
 *
 * @param {import("../model/tab.js").Tab} tab with all its cells.
 * @param {number} index its place among all tabs.
 */
export function deletingTab(tab, index) {
  return () =>
    outline(
      tab.id,
      `deleting ${tab.title}`,
      [{ deleteSheet: { sheetId: tab.id } }],
      recreating(tab, index),
      { shows: null },
    );
}

function recreating(tab, index) {
  const { id, title, hidden, rows, columns, frozen, used } = tab;
  const gridProperties = {
    rowCount: rows,
    columnCount: columns,
    frozenRowCount: frozen.ROWS,
    frozenColumnCount: frozen.COLUMNS,
  };
  const cells = tab.block({ top: 0, left: 0, bottom: rows, right: columns });
  return [
    { addSheet: { properties: { sheetId: id, title, hidden, index, gridProperties } } },
    ...(used.rows > 0 ? restoring(id, tab.all, cells) : []),
    ...setting(tab, "ROWS", 0, rows),
    ...setting(tab, "COLUMNS", 0, columns),
    ...tab.merges.map((merge) => ({
      mergeCells: { range: gridRange(id, merge), mergeType: "MERGE_ALL" },
    })),
    ...(tab.filter ? [{ setBasicFilter: { filter: tab.filter } }] : []),
  ];
}

function outline(tab, label, requests, back, more = {}) {
  return {
    label,
    tab,
    touches: [],
    outline: true,
    calls: [batch(requests)],
    back: () => [batch(back)],
    ...more,
  };
}

function properties(sheetId, changed) {
  return {
    updateSheetProperties: {
      properties: { sheetId, ...changed },
      fields: Object.keys(changed).join(","),
    },
  };
}

/** An id that no tab has. */
function fresh() {
  return crypto.getRandomValues(new Uint32Array(1))[0] >>> 1;
}
