/**
 * Steps: what somebody does in a sheet, and how it is taken back.
 *
 * A step is planned on a tab as it is at that moment, by a function from the tab to
 *
 *   label      what it is, in a few words
 *   calls      the calls of the Sheets API that do it, in order
 *   tab        the id of the tab that it is about
 *   touches    the ranges whose cells are other ones afterwards
 *   local      where more than cells changes: does the same to the Tab at hand, so that it is seen
 *              at once; the whole tab is read again as well
 *   reloads    that the whole tab has to be read again, without `local`
 *   outline    that tabs come, go or are called otherwise; `shows` is the tab to go to then, null
 *              for any that is left
 *   answered   is told the answers of the calls
 *   back       from the tab as it is later to the calls that take the step back, or null where
 *              somebody else has changed all of it since
 *   backLocal  what `local` is to the step, to taking it back
 *   select     the range to select afterwards
 *
 * or to null where there is nothing to do.
 */

import { EMPTY, entered, isEmpty, sameContent } from "../model/cell.js";
import { holds, runs, sized, union } from "../model/range.js";
import { answeredCells, answering, batch, growing, restoring, span } from "./requests.js";

const CONTENT = "userEnteredValue,hyperlink,textFormatRuns";

/**
 * A step that changes cells and is taken back by putting them back. Those that somebody else has
 * changed in the meantime stay as they are.
 *
 * @param {import("../model/tab.js").Tab} tab
 * @param {object[]} ranges the ranges whose cells change.
 * @param {{label: string, calls: object[], select?: object}} what
 */
export function changing(tab, ranges, what) {
  const before = ranges.map((range) => tab.block(range));
  const { size } = tab;
  const grown = growing(tab, ranges.reduce(union));
  const last = what.calls.at(-1);
  const isBatch = last.body.requests !== undefined;
  let isAsLeft = () => true;
  let shrunk = [];
  return {
    ...what,
    calls: isBatch
      ? [...what.calls.slice(0, -1), answering(last, tab, ranges, CONTENT)]
      : what.calls,
    tab: tab.id,
    touches: ranges,
    local: grown.length > 0 ? (now) => grow(now, grown) : undefined,
    answered(answers) {
      isAsLeft = isBatch ? sameCells(answeredCells(answers.at(-1))) : sameValues(answers.at(-1));
    },
    back(now) {
      const requests = ranges.flatMap((range, index) => {
        return put(now, range, before[index], (row, column, cell) =>
          isAsLeft(index, row, column, cell),
        );
      });
      if (requests.length === 0) return null;
      shrunk = ungrown(now, { ranges, size, grown });
      return [
        batch(
          requests,
          shrunk.map((range) => ({ deleteDimension: { range } })),
        ),
      ];
    },
    backLocal:
      grown.length > 0
        ? (now) => shrunk.forEach((one) => now.remove(one.dimension, one.startIndex, one.endIndex))
        : undefined,
  };
}

/** Tests whether a cell is as it was in the answer to a batch. */
function sameCells(blocks) {
  return (index, row, column, cell) => sameContent(blocks[index]?.[row]?.[column] ?? EMPTY, cell);
}

/** Tests whether a cell is as it was in the answer to entered texts. */
function sameValues({ updatedData }) {
  const values = updatedData?.values ?? [];
  return (_, row, column, cell) => (values[row]?.[column] ?? "") === entered(cell);
}

/** The requests that put a range back, without the cells that are not as they were left. */
function put(now, range, before, isAsLeft) {
  const mine = before.map((line, row) =>
    [...line.keys()].filter((column) =>
      isAsLeft(row, column, now.cell(range.top + row, range.left + column)),
    ),
  );
  if (mine.every((columns, row) => columns.length === before[row].length)) {
    return before.length > 0 ? restoring(now.id, range, before) : [];
  }
  return mine.flatMap((columns, row) =>
    runs(columns).flatMap(([start, end]) => {
      const part = sized(range.top + row, range.left + start, 1, end - start);
      return restoring(now.id, part, [before[row].slice(start, end)]);
    }),
  );
}

function grow(tab, grown) {
  for (const {
    appendDimension: { dimension, length },
  } of grown) {
    tab.insert(dimension, tab.dims[dimension].length, length);
  }
}

/** The rows and columns that were added at the end go again, unless something else is there now. */
function ungrown(now, { ranges, size, grown }) {
  return grown.flatMap(({ appendDimension: { dimension, length } }) => {
    const start = dimension === "ROWS" ? size.rows : size.columns;
    const count = now.dims[dimension].length;
    const fresh = dimension === "ROWS" ? { ...now.all, top: start } : { ...now.all, left: start };
    if (count !== start + length || isUsed(now, fresh, ranges)) return [];
    return [span(now.id, dimension, start, count)];
  });
}

function isUsed(tab, fresh, ranges) {
  return tab.block(fresh).some((line, row) =>
    line.some((cell, column) => {
      const place = [fresh.top + row, fresh.left + column];
      return !isEmpty(cell) && !ranges.some((range) => holds(range, ...place));
    }),
  );
}
