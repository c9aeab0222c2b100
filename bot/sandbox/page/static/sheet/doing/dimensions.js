/**
 * Steps about whole rows and columns: insert, delete, move, hide, show, size, freeze.
 *
 * `which` is "ROWS" or "COLUMNS" throughout; spans are half open.
 */

import { columnName } from "../model/a1.js";
import { formula } from "../model/cell.js";
import { at, covers, runs } from "../model/range.js";
import { ROWS } from "../model/tab.js";
import { batch, gridRange, restoring, span } from "./requests.js";

/** What rows or columns are called: "row 5", "columns B to D". */
export function called(which, start, end) {
  const name = (index) => (which === ROWS ? String(index + 1) : columnName(index));
  const word = which === ROWS ? "row" : "column";
  return end - start === 1
    ? `${word} ${name(start)}`
    : `${word}s ${name(start)} to ${name(end - 1)}`;
}

/** Inserts empty ones that look like the one before, or like the one after with `like` "after". */
export function inserting(which, start, count, like = "before") {
  return (tab) => {
    const end = start + count;
    const range = span(tab.id, which, start, end);
    const inheritFromBefore = like === "before" && start > 0;
    return {
      label: `inserting ${called(which, start, end)}`,
      tab: tab.id,
      touches: [],
      calls: [batch({ insertDimension: { range, inheritFromBefore } })],
      local: (now) => now.insert(which, start, count),
      back: () => [batch({ deleteDimension: { range } })],
      backLocal: (now) => now.remove(which, start, end),
      select: strip(tab, which, start, end),
    };
  };
}

/** Deletes spans, all at once. Taken back, all that was in them is there again. */
export function deleting(which, spans) {
  return (tab) => {
    const ordered = [...spans].sort(([one], [other]) => one - other);
    const requests = ordered
      .toReversed()
      .map(([start, end]) => ({ deleteDimension: { range: span(tab.id, which, start, end) } }));
    const lost = ordered.map(([start, end]) => loss(tab, which, start, end));
    const rest = surroundings(tab, which);
    const referring = formulas(tab, which, ordered);
    return {
      label: `deleting ${called(which, ordered[0][0], ordered.at(-1)[1])}`,
      tab: tab.id,
      touches: [],
      calls: [batch(requests)],
      local: (now) => ordered.toReversed().forEach(([start, end]) => now.remove(which, start, end)),
      back: (now) => [
        batch(
          lost.flatMap((one) => one.insert),
          lost.flatMap((one) => one.fill),
          referring(now),
          rest,
        ),
      ],
      backLocal: (now) => ordered.forEach(([start, end]) => now.insert(which, start, end - start)),
    };
  };
}

/** What brings one deleted span back: first its room, then all that was in it. */
function loss(tab, which, start, end) {
  const range = strip(tab, which, start, end);
  const inside = tab.merges.filter((merge) => covers(range, merge));
  return {
    insert: [
      { insertDimension: { range: span(tab.id, which, start, end), inheritFromBefore: false } },
    ],
    fill: [
      ...restoring(tab.id, range, tab.block(range)),
      ...setting(tab, which, start, end),
      ...inside.map((merge) => ({
        mergeCells: { range: gridRange(tab.id, merge), mergeType: "MERGE_ALL" },
      })),
    ],
  };
}

/** What a deletion may change elsewhere in the tab: what is frozen, and the filter. */
function surroundings(tab, which) {
  const filter = tab.filter ? [{ setBasicFilter: { filter: tab.filter } }] : [];
  return [...(tab.frozen[which] > 0 ? [frozen(tab.id, which, tab.frozen[which])] : []), ...filter];
}

/** Gives from the tab as it is later the requests for the formulas that have lost a reference. */
function formulas(tab, which, spans) {
  const known = [];
  for (let row = 0; row < tab.used.rows; row += 1) {
    tab.line(row).forEach((cell, column) => {
      if (cell && formula(cell) !== null) known.push({ row, column, text: formula(cell) });
    });
  }
  const moved = (index) =>
    spans.reduce((to, [start, end]) => (index >= end ? to - (end - start) : to), index);
  const later = ({ row, column }) => (which === ROWS ? [moved(row), column] : [row, moved(column)]);
  return (now) =>
    known
      .filter(
        (one) => formula(now.cell(...later(one)))?.includes("#REF!") && !one.text.includes("#REF!"),
      )
      .map(({ row, column, text }) => {
        const rows = [{ values: [{ userEnteredValue: { formulaValue: text } }] }];
        return {
          updateCells: {
            range: gridRange(tab.id, at(row, column)),
            rows,
            fields: "userEnteredValue",
          },
        };
      });
}

function frozen(sheetId, which, count) {
  const name = which === ROWS ? "frozenRowCount" : "frozenColumnCount";
  return {
    updateSheetProperties: {
      properties: { sheetId, gridProperties: { [name]: count } },
      fields: `gridProperties.${name}`,
    },
  };
}

/** Requests that give rows or columns the sizes they have now, and hide those that are hidden. */
export function setting(tab, which, start, end) {
  return groups(tab.dims[which].slice(start, end), ({ size, hidden }) => `${size} ${hidden}`).map(
    ([low, high, { size, hidden }]) => ({
      updateDimensionProperties: {
        range: span(tab.id, which, start + low, start + high),
        properties: { pixelSize: size, hiddenByUser: hidden },
        fields: "pixelSize,hiddenByUser",
      },
    }),
  );
}

function groups(list, key) {
  const out = [];
  list.forEach((one, index) => {
    const last = out.at(-1);
    if (last && key(last[2]) === key(one)) last[1] = index + 1;
    else out.push([index, index + 1, one]);
  });
  return out;
}

/** Moves a span; `to` counts as before the move. */
export function moving(which, start, end, to) {
  return (tab) => {
    if (to >= start && to <= end) return null;
    const count = end - start;
    const landed = to > start ? to - count : to;
    const move = (from, upTo, destinationIndex) => ({
      moveDimension: { source: span(tab.id, which, from, upTo), destinationIndex },
    });
    const home = to > start ? start : end;
    return {
      label: `moving ${called(which, start, end)}`,
      tab: tab.id,
      touches: [],
      calls: [batch(move(start, end, to))],
      local: (now) => now.move(which, start, end, to),
      back: () => [batch(move(landed, landed + count, home))],
      backLocal: (now) => now.move(which, landed, landed + count, home),
      select: strip(tab, which, landed, landed + count),
    };
  };
}

/** Hides spans, or shows them. */
export function hiding(which, spans, hidden) {
  return (tab) => {
    const change = ([start, end]) => ({
      updateDimensionProperties: {
        range: span(tab.id, which, start, end),
        properties: { hiddenByUser: hidden },
        fields: "hiddenByUser",
      },
    });
    return dimensional(tab, which, spans, {
      label: `${hidden ? "hiding" : "showing"} ${called(which, spans[0][0], spans.at(-1)[1])}`,
      calls: [batch(spans.map(change))],
      local: (dimension) => ({ ...dimension, hidden }),
    });
  };
}

/** Gives all of a span a size in pixels. */
export function sizing(which, start, end, size) {
  return (tab) => {
    const range = span(tab.id, which, start, end);
    return dimensional(tab, which, [[start, end]], {
      label: `sizing ${called(which, start, end)}`,
      calls: [
        batch({
          updateDimensionProperties: {
            range,
            properties: { pixelSize: size },
            fields: "pixelSize",
          },
        }),
      ],
      local: (dimension) => ({ ...dimension, size }),
    });
  };
}

/** A step that changes how rows or columns are, and no cells. */
function dimensional(tab, which, spans, { label, calls, local }) {
  const change = (now, changed) => {
    for (const [start, end] of spans) {
      for (let index = start; index < end; index += 1)
        now.dims[which][index] = changed(now.dims[which][index], index);
    }
  };
  const before = [...tab.dims[which]];
  return {
    label,
    tab: tab.id,
    touches: [],
    calls,
    local: (now) => change(now, local),
    back: () => [
      batch(
        spans.flatMap(([start, end]) =>
          setting({ id: tab.id, dims: { [which]: before } }, which, start, end),
        ),
      ),
    ],
    backLocal: (now) => change(now, (_, index) => before[index]),
  };
}

/** Freezes the first rows or columns; 0 lets them scroll again. */
export function freezing(which, count) {
  return (tab) => {
    const before = tab.frozen[which];
    if (before === count) return null;
    const put = (wanted) => (now) => {
      now.frozen = { ...now.frozen, [which]: wanted };
    };
    return {
      label: count === 0 ? "unfreezing" : `freezing ${called(which, 0, count)}`,
      tab: tab.id,
      touches: [],
      calls: [batch(frozen(tab.id, which, count))],
      local: put(count),
      back: () => [batch(frozen(tab.id, which, before))],
      backLocal: put(before),
    };
  };
}

/** Spans of hidden rows or columns inside of a span, or right beside it. */
export function hiddenSpans(tab, which, start, end) {
  const dims = tab.dims[which];
  let [low, high] = [start, end];
  while (low > 0 && dims[low - 1].hidden) low -= 1;
  while (high < dims.length && dims[high].hidden) high += 1;
  return runs(
    [...dims.keys()].filter((index) => index >= low && index < high && dims[index].hidden),
  );
}

/** The whole rows or columns of a span, as a range. */
export function strip(tab, which, start, end) {
  return which === ROWS
    ? { top: start, bottom: end, left: 0, right: tab.columns }
    : { top: 0, bottom: tab.rows, left: start, right: end };
}
