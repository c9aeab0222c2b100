/**
 * Names of cells and ranges as people and the Sheets API write them. Rows and columns count from 0
 * here; a range is `{top, bottom, left, right}`, its bottom and right no part of it.
 */

const CORNER = /^\$?([A-Za-z]{0,3})\$?([1-9][0-9]{0,6})?$/;
const PLAIN_TITLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LIKE_A_CELL = /^(?:[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*)$/;

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(index) {
  let name = "";
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}

/** A → 0, z → 25, AA → 26. */
export function columnIndex(name) {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** (0, 1) → B1. */
export function cellName(row, column) {
  return `${columnName(column)}${row + 1}`;
}

/** A range's name, such as B2, B2:C5, or B:C and 2:5 where it spans a whole grid of this size. */
export function rangeName({ top, bottom, left, right }, { rows, columns } = {}) {
  if (top === 0 && bottom === rows && columns !== right - left) {
    return `${columnName(left)}:${columnName(right - 1)}`;
  }
  if (left === 0 && right === columns && rows !== bottom - top) return `${top + 1}:${bottom}`;
  const first = cellName(top, left);
  const last = cellName(bottom - 1, right - 1);
  return first === last ? first : `${first}:${last}`;
}

/** The range in front of which its tab is named, as the API takes it. */
export function inTab(title, range) {
  const plain = PLAIN_TITLE.test(title) && !LIKE_A_CELL.test(title);
  const named = plain ? title : `'${title.replaceAll("'", "''")}'`;
  return `${named}!${cellName(range.top, range.left)}:${cellName(range.bottom - 1, range.right - 1)}`;
}

/** The range that a person names (B2, b2:c5, C:D, 4:9) in a grid of this size; null if none. */
export function named(text, { rows, columns }) {
  const [first, second, ...more] = text.trim().split(":").map(corner);
  if (more.length > 0 || !first || second === null) return null;
  const whole = second !== undefined;
  if (!whole && (first.row === null || first.column === null)) return null;
  const other = second ?? first;
  const [top, bottom] = span(first.row, other.row, rows);
  const [left, right] = span(first.column, other.column, columns);
  if (top >= rows || left >= columns) return null;
  return { top, bottom: Math.min(bottom, rows), left, right: Math.min(right, columns) };
}

function corner(text) {
  const found = CORNER.exec(text.trim());
  if (!found || text.trim() === "") return null;
  const [, letters, digits] = found;
  return { row: digits ? Number(digits) - 1 : null, column: letters ? columnIndex(letters) : null };
}

function span(one, other, size) {
  if (one === null && other === null) return [0, size];
  if (one === null || other === null) return [one ?? other, size];
  return [Math.min(one, other), Math.max(one, other) + 1];
}
