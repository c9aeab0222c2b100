/**
 * Steps that paste cells which were copied or cut in the sheet itself: links, formats, notes and
 * dropdowns come along.
 */

import { cellName } from "../model/a1.js";
import { height, sized, width } from "../model/range.js";
import { batch, gridRange, growing, restoring } from "./requests.js";
import { changing } from "./steps.js";

/**
 * Pastes copied rows of cells over a selection. Where that is a multiple of what was copied it is
 * filled with it; otherwise the copy begins at the selection's first cell.
 *
 * @param {{tab: number, ranges: object[]}} source the tab, and the ranges below each other.
 * @param {object} selected
 * @param {"PASTE_NORMAL"|"PASTE_VALUES"} kind
 */
export function copying({ tab: from, ranges }, selected, kind = "PASTE_NORMAL") {
  return (tab) => {
    const target = landing(ranges, selected);
    const grown = growing(tab, target);
    let { top } = target;
    const high = total(ranges);
    const requests = [];
    for (; top < target.bottom; top += high)
      requests.push(...once(from, ranges, tab.id, { ...target, top }, kind));
    return changing(tab, [target], {
      label: `pasting into ${cellName(target.top, target.left)}`,
      calls: [batch(grown, requests)],
      select: target,
    });
  };
}

function once(from, ranges, to, { top, left, right }, pasteType) {
  let row = top;
  return ranges.map((range) => {
    const destination = gridRange(to, { top: row, bottom: row + height(range), left, right });
    row += height(range);
    return { copyPaste: { source: gridRange(from, range), destination, pasteType } };
  });
}

/** Where copied ranges land on a selection. */
export function landing(ranges, selected) {
  const [high, wide] = [total(ranges), width(ranges[0])];
  const down = height(selected) % high === 0 ? height(selected) : high;
  const across = width(selected) % wide === 0 ? width(selected) : wide;
  return sized(selected.top, selected.left, down, across);
}

function total(ranges) {
  return ranges.reduce((sum, range) => sum + height(range), 0);
}

/**
 * Moves cut cells to another place.
 *
 * @param {{tab: number, range: object, cells: object[][]}} source with its cells as they were.
 */
export function moving({ tab: from, range, cells }, { top, left }) {
  return (tab) => {
    const target = sized(top, left, height(range), width(range));
    const destination = { sheetId: tab.id, rowIndex: top, columnIndex: left };
    const cut = {
      cutPaste: { source: gridRange(from, range), destination, pasteType: "PASTE_NORMAL" },
    };
    const isHere = from === tab.id;
    const step = changing(tab, isHere ? [range, target] : [target], {
      label: `moving cells to ${cellName(top, left)}`,
      calls: [batch(growing(tab, target), cut)],
      select: target,
    });
    if (isHere) return step;
    const back = (now) => {
      const calls = step.back(now);
      return (
        calls && [
          batch(
            calls.flatMap(({ body }) => body.requests),
            restoring(from, range, cells),
          ),
        ]
      );
    };
    return { ...step, back };
  };
}

/** Writes cells that were copied elsewhere, such as in another spreadsheet, as they were. */
export function placing(cells, selected) {
  return (tab) => {
    const target = sized(selected.top, selected.left, cells.length, cells[0].length);
    const calls = [batch(growing(tab, target), restoring(tab.id, target, cells))];
    return changing(tab, [target], {
      label: `pasting into ${cellName(target.top, target.left)}`,
      calls,
      select: target,
    });
  };
}
