/**
 * Steps that change what is in cells, or how it looks.
 */

import { cellName, rangeName } from "../model/a1.js";
import { edited, isEmpty, isRich, link, shown } from "../model/cell.js";
import { at, clipped, height, runs, sized, width } from "../model/range.js";
import { followed } from "../model/runs.js";
import { staysText } from "../model/typed.js";
import { batch, entering, gridRange, growing, updateCells } from "./requests.js";
import { changing } from "./steps.js";

const VALUE = "userEnteredValue";
const FORMAT = "userEnteredFormat";
const LINK = "userEnteredFormat.textFormat.link";
const RUNS = "textFormatRuns";

/** Enters a text into a cell as it was typed. A link of the cell stays, and so do those of its parts. */
export function typing({ row, column }, text) {
  return (tab) => {
    const cell = tab.cell(row, column);
    if (text === edited(cell)) return null;
    const range = at(row, column);
    if (text === "") return clearing([range])(tab);
    const calls = [
      isRich(cell) && staysText(text)
        ? rich(tab, range, cell, text)
        : entering(tab, range, [[text]]),
    ];
    return changing(tab, [range], { label: `typing in ${cellName(row, column)}`, calls });
  };
}

function rich(tab, range, cell, text) {
  const textFormatRuns = followed(shown(cell), text, cell.textFormatRuns);
  const given = { userEnteredValue: { stringValue: text }, textFormatRuns };
  return batch(updateCells(tab.id, range, [[given]], [VALUE, RUNS]));
}

/** Enters rows of texts from a cell on, as when they are pasted; the grid grows if it has to. */
export function pasting({ row, column }, rows) {
  return (tab) => {
    const range = sized(row, column, rows.length, Math.max(...rows.map((line) => line.length)));
    const grown = growing(tab, range);
    const calls = [...(grown.length > 0 ? [batch(grown)] : []), entering(tab, range, rows)];
    return changing(tab, [range], {
      label: `pasting into ${cellName(row, column)}`,
      calls,
      select: range,
    });
  };
}

/** Empties ranges of their values and links; how the cells look and what they allow stays. */
export function clearing(ranges) {
  return (tab) => {
    const filled = ranges
      .map((range) => clipped(range, tab.rows, tab.columns))
      .map((range) => trimmed(tab, range))
      .filter((range) => tab.block(range).some((line) => line.some((cell) => !isEmpty(cell))));
    if (filled.length === 0) return null;
    const requests = filled.map((range) => ({
      updateCells: { range: gridRange(tab.id, range), rows: [], fields: `${VALUE},${LINK}` },
    }));
    const label = `clearing ${rangeName(ranges[0], tab.size)}`;
    return changing(tab, filled, { label, calls: [batch(requests)] });
  };
}

/** The part of a range that anything is in, so that whole columns are no more than their cells. */
function trimmed(tab, range) {
  const { rows, columns } = tab.used;
  return {
    ...range,
    bottom: Math.max(range.top, Math.min(range.bottom, rows)),
    right: Math.max(range.left, Math.min(range.right, columns)),
  };
}

/** Makes a cell lead to an address and show a text; without an address the link goes. */
export function linking({ row, column }, text, address) {
  return (tab) => {
    const cell = tab.cell(row, column);
    const range = at(row, column);
    const sameText = text === shown(cell) && cell.userEnteredValue?.formulaValue === undefined;
    if (sameText && !isRich(cell) && address === (link(cell) ?? "")) return null;
    const value = sameText ? {} : { userEnteredValue: { stringValue: text } };
    const linked = address ? { userEnteredFormat: { textFormat: { link: { uri: address } } } } : {};
    const fields = sameText ? [RUNS] : [VALUE, RUNS];
    const requests = [
      updateCells(tab.id, range, [[value]], fields),
      updateCells(tab.id, range, [[linked]], [LINK]),
    ];
    const label = `${address ? "linking" : "unlinking"} ${cellName(row, column)}`;
    return changing(tab, [range], { label, calls: [batch(requests)] });
  };
}

/** Gives all cells of a range something of a format; `path` is its place in CellFormat. */
export function formatting(range, path, value, label) {
  return (tab) => {
    const cell = { userEnteredFormat: nested(path, value) };
    const fields = `${FORMAT}.${path}`;
    const requests = [{ repeatCell: { range: gridRange(tab.id, range), cell, fields } }];
    const before = tab
      .block(range)
      .map((line) => line.map((one) => ({ userEnteredFormat: one.userEnteredFormat })));
    return {
      label,
      tab: tab.id,
      touches: [range],
      calls: [batch(requests)],
      back: (now) => [batch(updateCells(now.id, range, before, [FORMAT]))],
    };
  };
}

function nested(path, value) {
  return path.split(".").reduceRight((inner, name) => ({ [name]: inner }), value);
}

/** Whether a format of the text is on in a range, as its button shows: the active cell tells. */
export function hasFormat(cell, name) {
  return cell.userEnteredFormat?.textFormat?.[name] ?? false;
}

/** Repeats the first row of a range down, or its first column to the right, with links and formats. */
export function filling(range, direction) {
  return (tab) => {
    const down = direction === "down";
    if ((down ? height(range) : width(range)) < 2) return null;
    const source = down ? { ...range, bottom: range.top + 1 } : { ...range, right: range.left + 1 };
    return repeating(source, rest(range, down), range, "filling")(tab);
  };
}

function rest(range, down) {
  return down ? { ...range, top: range.top + 1 } : { ...range, left: range.left + 1 };
}

/** Repeats cells all over a target beside them; `select` is selected afterwards. */
export function repeating(source, target, select, label = "filling") {
  return (tab) => {
    const requests = tiles(source, target).map((tile) => ({
      copyPaste: {
        source: gridRange(tab.id, tile.source),
        destination: gridRange(tab.id, tile.target),
        pasteType: "PASTE_NORMAL",
      },
    }));
    return changing(tab, [target], {
      label: `${label} ${rangeName(select, tab.size)}`,
      calls: [batch(requests)],
      select,
    });
  };
}

/** The target in parts: as many whole copies of the source as fit, and what is left of one. */
function tiles(source, target) {
  const out = [];
  for (let row = target.top; row < target.bottom; row += height(source)) {
    const high = Math.min(height(source), target.bottom - row);
    for (let column = target.left; column < target.right; column += width(source)) {
      const wide = Math.min(width(source), target.right - column);
      out.push({
        source: sized(source.top, source.left, high, wide),
        target: sized(row, column, high, wide),
      });
    }
  }
  return out;
}

/** The rows of a range that are seen, as ranges: what a filter has hidden is left alone. */
export function unfiltered(tab, range) {
  const rows = [];
  for (let row = range.top; row < range.bottom; row += 1) {
    if (!tab.dims.ROWS[row]?.filtered) rows.push(row);
  }
  return runs(rows).map(([top, bottom]) => ({ ...range, top, bottom }));
}
