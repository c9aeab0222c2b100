/**
 * Rectangles of cells: `{top, bottom, left, right}`, half open.
 */

/** The range of one cell. */
export function at(row, column) {
  return { top: row, bottom: row + 1, left: column, right: column + 1 };
}

/** The smallest range with both cells in it. */
export function between(one, other) {
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row) + 1,
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column) + 1,
  };
}

/** The range of this size whose first cell is there. */
export function sized(row, column, height, width) {
  return { top: row, bottom: row + height, left: column, right: column + width };
}

export const height = (range) => range.bottom - range.top;
export const width = (range) => range.right - range.left;

/** Whether it is exactly one cell. */
export function isOne(range) {
  return height(range) === 1 && width(range) === 1;
}

/** Whether a cell is in it. */
export function holds(range, row, column) {
  return row >= range.top && row < range.bottom && column >= range.left && column < range.right;
}

/** Whether all of the other is in it. */
export function covers(range, other) {
  return (
    other.top >= range.top &&
    other.bottom <= range.bottom &&
    other.left >= range.left &&
    other.right <= range.right
  );
}

/** Whether the two share a cell. */
export function meet(one, other) {
  return (
    one.top < other.bottom &&
    other.top < one.bottom &&
    one.left < other.right &&
    other.left < one.right
  );
}

/** The smallest range with both in it. */
export function union(one, other) {
  return {
    top: Math.min(one.top, other.top),
    bottom: Math.max(one.bottom, other.bottom),
    left: Math.min(one.left, other.left),
    right: Math.max(one.right, other.right),
  };
}

/** The part of it that lies in a grid of so many rows and columns. */
export function clipped(range, rows, columns) {
  return {
    top: Math.min(range.top, rows),
    bottom: Math.min(range.bottom, rows),
    left: Math.min(range.left, columns),
    right: Math.min(range.right, columns),
  };
}

/** Whether two are the same. */
export function same(one, other) {
  return covers(one, other) && covers(other, one);
}

/** Runs of neighbours in ascending numbers, as `[first, after the last]`. */
export function runs(numbers) {
  const out = [];
  for (const number of numbers) {
    const last = out.at(-1);
    if (last && last[1] === number) last[1] = number + 1;
    else out.push([number, number + 1]);
  }
  return out;
}
