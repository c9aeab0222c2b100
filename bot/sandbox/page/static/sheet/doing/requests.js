/**
 * Calls of the Sheets API, and the parts that they are made of.
 *
 * A call is `{method, path, body}`, its path as it follows the id of the spreadsheet.
 */

import { inTab } from "../model/a1.js";

/** Several requests that are carried out together, or not at all. */
export function batch(...requests) {
  return { method: "POST", path: ":batchUpdate", body: { requests: requests.flat() } };
}

/**
 * Texts entered as if they were typed, from the first cell of a range on; null skips a cell. The
 * answer has the values that they have become.
 */
export function entering(tab, range, rows) {
  const where = encodeURIComponent(inTab(tab.title, range));
  const answer = "includeValuesInResponse=true&responseValueRenderOption=FORMULA";
  return {
    method: "PUT",
    path: `/values/${where}?valueInputOption=USER_ENTERED&${answer}`,
    body: { values: rows },
  };
}

/** A batch whose answer has cells of these ranges as they are right after it. */
export function answering({ method, path, body }, tab, ranges, fields) {
  const mask = `updatedSpreadsheet.sheets.data.rowData.values(${fields})`;
  const asked = {
    includeSpreadsheetInResponse: true,
    responseRanges: ranges.map((range) => inTab(tab.title, range)),
  };
  return {
    method,
    path: `${path}?fields=${encodeURIComponent(mask)}`,
    body: { ...body, ...asked },
  };
}

/** The cells of each range of such an answer, row by row. */
export function answeredCells({ updatedSpreadsheet }) {
  const data = updatedSpreadsheet?.sheets?.[0].data ?? [];
  return data.map(({ rowData = [] }) => rowData.map(({ values = [] }) => values));
}

/** A range as the API names it. */
export function gridRange(tabId, { top, bottom, left, right }) {
  return {
    sheetId: tabId,
    startRowIndex: top,
    endRowIndex: bottom,
    startColumnIndex: left,
    endColumnIndex: right,
  };
}

/** Rows or columns as the API names them. */
export function span(tabId, dimension, startIndex, endIndex) {
  return { sheetId: tabId, dimension, startIndex, endIndex };
}

/** Writes the given CellData over a range; what it lacks of the fields is cleared. */
export function updateCells(tabId, range, rows, fields) {
  const given = rows.map((cells) => ({ values: cells.map((cell) => only(cell, fields)) }));
  return { updateCells: { range: gridRange(tabId, range), rows: given, fields: fields.join(",") } };
}

function only(cell, fields) {
  const names = fields.map((field) => field.split(".")[0]);
  return Object.fromEntries(names.filter((name) => name in cell).map((name) => [name, cell[name]]));
}

/**
 * Puts cells back as they were, all of each. The format goes last and by itself: a link is lost
 * where a write names the text's parts as well, and writing those may change the format.
 */
export function restoring(tabId, range, rows) {
  return [
    updateCells(tabId, range, rows, [
      "userEnteredValue",
      "textFormatRuns",
      "note",
      "dataValidation",
    ]),
    updateCells(tabId, range, rows, ["userEnteredFormat"]),
  ];
}

/** Rows and columns to add at the end so that a range fits into the grid. */
export function growing(tab, range) {
  const missing = [
    ["ROWS", range.bottom - tab.rows],
    ["COLUMNS", range.right - tab.columns],
  ];
  return missing
    .filter(([, length]) => length > 0)
    .map(([dimension, length]) => ({ appendDimension: { sheetId: tab.id, dimension, length } }));
}
