/**
 * What is different in a tab that was read again.
 */

import { formula, isEmpty, sameContent } from "./cell.js";

const MOST = 500;

/**
 * Compares a tab with how it was expected to be.
 *
 * @returns {{moved: boolean, written: [number, number][]}} whether rows or columns stand elsewhere,
 *   so that a place does not mean what it meant; and if not, the places of the cells that hold
 *   something else, none if there are very many.
 */
export function compared(before, after) {
  const written = [];
  const rows = new Tally();
  const columns = new Tally();
  const high = Math.max(before.used.rows, after.used.rows);
  const wide = Math.max(before.used.columns, after.used.columns);
  for (let row = 0; row < high; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      const [old, now] = [before.cell(row, column), after.cell(row, column)];
      if (old === now || (isEmpty(old) && isEmpty(now))) continue;
      const isSame = sameContent(old, now);
      if (!isSame) written.push([row, column]);
      // A formula follows what it refers to, and so tells nothing of its own place.
      if (isEmpty(old) || isEmpty(now) || formula(old) !== null) continue;
      rows.count(row, isSame);
      columns.count(column, isSame);
    }
  }
  const isSmaller = after.rows < before.rows || after.columns < before.columns;
  const moved = isSmaller || rows.isMoved(isOtherRow) || columns.isMoved(isOtherColumn);
  return { moved, written: moved || written.length > MOST ? [] : written };
}

/** Somebody may fill in or rewrite some cells of a row; another row has hardly one in common. */
const isOtherRow = (same) => same === 0;
const isOtherColumn = (same, all) => (all < 4 ? same === 0 : same * 2 < all);

/** Counts for each row or column the cells that are filled before and after, and the same ones. */
class Tally {
  #counts = new Map();

  count(index, isSame) {
    const [same, all] = this.#counts.get(index) ?? [0, 0];
    this.#counts.set(index, [same + (isSame ? 1 : 0), all + 1]);
  }

  /** Whether any is another one. A single cell is too little to tell, unless most of them agree. */
  isMoved(isOther) {
    const all = [...this.#counts.values()];
    const lone = all.filter(([, count]) => count === 1);
    const changed = lone.filter(([same]) => same === 0).length;
    return (
      (changed > 1 && changed * 2 > lone.length) ||
      all.some(([same, count]) => count > 1 && isOther(same, count))
    );
  }
}
