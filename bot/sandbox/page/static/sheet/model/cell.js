/**
 * What one cell shows, and what somebody edits in it. Cells are CellData as the Sheets API gives
 * them; an empty one is `EMPTY`.
 */

import { readsOtherwise } from "./typed.js";

/** A cell with nothing in it. */
export const EMPTY = Object.freeze({});

/** Kinds of numbers that are edited as they are shown, since the number itself says nothing. */
const SHOWN_KINDS = new Set(["DATE", "TIME", "DATE_TIME", "PERCENT"]);

/** The text that is seen in a cell. */
export function shown(cell) {
  return cell.formattedValue ?? "";
}

/** Whether nobody has put a value into it. */
export function isEmpty(cell) {
  return cell.userEnteredValue === undefined;
}

/** The formula with its equals sign, or null. */
export function formula(cell) {
  return cell.userEnteredValue?.formulaValue ?? null;
}

/** The number that a cell comes to, or null. */
export function number(cell) {
  return cell.userEnteredValue?.numberValue ?? cell.effectiveValue?.numberValue ?? null;
}

/** "empty", "text", "number", "boolean" or "error": what the cell comes to. */
export function kind(cell) {
  const value = cell.userEnteredValue;
  if (!value) return "empty";
  const came = value.formulaValue === undefined ? value : (cell.effectiveValue ?? {});
  if (came.numberValue !== undefined) return "number";
  if (came.boolValue !== undefined) return "boolean";
  if (came.errorValue !== undefined) return "error";
  return "text";
}

/**
 * The text to edit: entered again as it is, it gives the same cell. Text that would be read as
 * something else has an apostrophe in front, as in Sheets.
 */
export function edited(cell) {
  const value = cell.userEnteredValue;
  if (!value) return "";
  if (value.formulaValue !== undefined) return value.formulaValue;
  if (value.boolValue !== undefined) return value.boolValue ? "TRUE" : "FALSE";
  const format = cell.userEnteredFormat?.numberFormat?.type;
  if (value.numberValue !== undefined) {
    const plain = format !== undefined && !SHOWN_KINDS.has(format);
    return plain ? String(value.numberValue) : shown(cell);
  }
  const text = value.stringValue ?? "";
  return readsOtherwise(text, { isText: format === "TEXT" }) ? `'${text}` : text;
}

/** The one link of the cell as a whole, or null. */
export function link(cell) {
  return cell.hyperlink ?? null;
}

/** Whether parts of the text look different, or lead elsewhere, than others. */
export function isRich(cell) {
  return (cell.textFormatRuns?.length ?? 0) > 0;
}

/**
 * The text in parts that each look alike: `{text, link, format}`, format a TextFormat that says
 * what differs from the cell's own.
 */
export function parts(cell) {
  const text = shown(cell);
  if (text === "") return [];
  const whole = link(cell);
  const runs = cell.textFormatRuns ?? [];
  if (runs.length === 0) return [{ text, link: whole, format: {} }];
  const out = [];
  const first = runs[0].startIndex ?? 0;
  if (first > 0) out.push({ text: text.slice(0, first), link: whole, format: {} });
  runs.forEach((run, index) => {
    const part = text.slice(run.startIndex ?? 0, runs[index + 1]?.startIndex ?? text.length);
    const format = run.format ?? {};
    if (part !== "") out.push({ text: part, link: format.link?.uri ?? whole, format });
  });
  return out;
}

/** All addresses that the cell leads to, each once. */
export function links(cell) {
  return [
    ...new Set(
      parts(cell)
        .map((part) => part.link)
        .filter(Boolean),
    ),
  ];
}

/** "WRAP", "CLIP" or "OVERFLOW_CELL": what becomes of text that is too long for its cell. */
export function wrapping(cell) {
  const strategy = cell.userEnteredFormat?.wrapStrategy;
  return strategy === "LEGACY_WRAP" ? "CLIP" : (strategy ?? "OVERFLOW_CELL");
}

/** What was entered, as `values` gives it with FORMULA: a formula, text, number, yes or no, or "". */
export function entered(cell) {
  return Object.values(cell.userEnteredValue ?? {})[0] ?? "";
}

/** Whether two cells hold the same value, link and runs. */
export function sameContent(one, other) {
  return (
    entered(one) === entered(other) &&
    (formula(one) === null) === (formula(other) === null) &&
    one.hyperlink === other.hyperlink &&
    sameRuns(one.textFormatRuns ?? [], other.textFormatRuns ?? [])
  );
}

function sameRuns(one, other) {
  return (
    one.length === other.length &&
    (one.length === 0 || JSON.stringify(one) === JSON.stringify(other))
  );
}
