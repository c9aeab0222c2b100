/**
 * The basic filter of a tab: which values a column has, and which of them are hidden.
 */

import { kind, number, shown } from "./cell.js";

/** The hidden values of each filtered column: `Map(column → Set of texts in lower case)`. */
export function hiddenValues(filter) {
  const out = new Map();
  for (const { columnIndex = 0, filterCriteria = {} } of filter?.filterSpecs ?? []) {
    const values = filterCriteria.hiddenValues ?? [];
    if (values.length > 0)
      out.set(columnIndex, new Set(values.map((value) => value.toLowerCase())));
  }
  return out;
}

/** Whether a column hides anything. */
export function isFiltered(filter, column) {
  return (filter?.filterSpecs ?? []).some(({ columnIndex = 0, filterCriteria = {} }) => {
    return columnIndex === column && Object.keys(filterCriteria).length > 0;
  });
}

/**
 * The values of a column in the rows that the other columns let through, numbers first, the empty
 * one last: `[{text, count, seen}]`.
 */
export function values(tab, column) {
  const range = tab.filterRange;
  const hidden = hiddenValues(tab.filter);
  const own = hidden.get(column) ?? new Set();
  const others = [...hidden].filter(([other]) => other !== column);
  const last = Math.min(range.bottom, tab.used.rows);
  const found = new Map();
  for (let row = range.top + 1; row < last; row += 1) {
    if (others.some(([other, out]) => out.has(shown(tab.cell(row, other)).toLowerCase()))) continue;
    const cell = tab.cell(row, column);
    const key = shown(cell).toLowerCase();
    const known = found.get(key);
    if (known) known.count += 1;
    else found.set(key, { text: shown(cell), count: 1, seen: !own.has(key), order: order(cell) });
  }
  return [...found.values()].sort(byOrder).map(({ text, count, seen }) => ({ text, count, seen }));
}

/**
 * The filter with other values of a column hidden. What else a column's criteria say stays, and so
 * do hidden values that were not to choose from.
 */
export function hiding(filter, column, hidden, known) {
  const specs = filter.filterSpecs ?? [];
  const old = specs.find(({ columnIndex = 0 }) => columnIndex === column)?.filterCriteria ?? {};
  const listed = new Set(known.map((text) => text.toLowerCase()));
  const unseen = (old.hiddenValues ?? []).filter((text) => !listed.has(text.toLowerCase()));
  const { hiddenValues: _, ...rest } = old;
  const all = [...unseen, ...hidden];
  const criteria = all.length > 0 ? { ...rest, hiddenValues: all } : rest;
  const others = specs.filter(({ columnIndex = 0 }) => columnIndex !== column);
  const spec = { columnIndex: column, filterCriteria: criteria };
  return {
    range: filter.range,
    filterSpecs: Object.keys(criteria).length > 0 ? [...others, spec] : others,
  };
}

/** The filter without any criteria. */
export function cleared(filter) {
  return { range: filter.range };
}

function order(cell) {
  const came = kind(cell);
  if (came === "empty" || shown(cell) === "") return [2, 0];
  return came === "number" ? [0, number(cell)] : [1, shown(cell).toLowerCase()];
}

function byOrder({ order: [one, first] }, { order: [other, second] }) {
  if (one !== other) return one - other;
  if (typeof first === "string") return first.localeCompare(second);
  return first - second;
}
