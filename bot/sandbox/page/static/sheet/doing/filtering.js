/**
 * Steps about the filter of a tab.
 */

import { gridRange, batch } from "./requests.js";

/** Puts a filter on a tab, or another in its place. */
export function filtering(filter, label = "filtering") {
  return (tab) => step(tab, [{ setBasicFilter: { filter } }], label);
}

/** Puts a filter without criteria on all columns that are in use, the header on the frozen rows. */
export function addingFilter() {
  return (tab) => {
    const top = Math.max(0, tab.frozen.ROWS - 1);
    const right = Math.max(1, tab.used.columns);
    // Open below, so that rows that are added later are filtered as well.
    const { endRowIndex: _, ...range } = gridRange(tab.id, {
      top,
      bottom: tab.rows,
      left: 0,
      right,
    });
    return step(tab, [{ setBasicFilter: { filter: { range } } }], "adding a filter");
  };
}

/** Takes the filter off. */
export function removingFilter() {
  return (tab) =>
    tab.filter
      ? step(tab, [{ clearBasicFilter: { sheetId: tab.id } }], "removing the filter")
      : null;
}

function step(tab, requests, label) {
  const { filter, id } = tab;
  const back = filter ? { setBasicFilter: { filter } } : { clearBasicFilter: { sheetId: id } };
  return {
    label,
    tab: id,
    touches: [],
    reloads: true,
    calls: [batch(requests)],
    back: () => [batch(back)],
  };
}
