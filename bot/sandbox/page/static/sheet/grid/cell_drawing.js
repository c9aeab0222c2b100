/**
 * Draws what is in a cell.
 */

import { el, replace } from "../../element.js";
import { isEmpty, kind, parts, shown, wrapping } from "../model/cell.js";
import { cellStyle, textStyle } from "../model/look.js";
import { isCheckbox, isDropdown, listed } from "../model/rule.js";
import { icon } from "../icons.js";
import { LINE } from "./layout.js";

const NARROWEST_LETTER = 3;

/**
 * Draws a cell into its element.
 *
 * @param {HTMLElement} element
 * @param {object} cell
 * @param {{width: number, height: number, pending?: string, filter?: "off"|"on"|null, spill?: number}} place
 *   `pending` is a text on its way to the sheet, `filter` says that the header has a filter's
 *   button, `spill` how wide the text may become.
 */
export function drawCell(element, cell, { width, height, pending, filter = null, spill = 0 }) {
  const text = pending ?? shown(cell);
  dress(element, cellStyle(cell));
  element.dataset.wrap = spill ? "spill" : wrapping(cell).toLowerCase();
  element.toggleAttribute("data-pending", pending !== undefined);
  element.toggleAttribute("data-linked", Boolean(cell.hyperlink));
  const most = Math.ceil((height / LINE + 1) * (width / NARROWEST_LETTER));
  const content = pending === undefined ? segments(cell, most) : cut(text, most);
  replace(element, body(cell, text, content, spill), marks(cell), filter && filterButton(filter));
}

const DRESS = [
  "align-items",
  "background-color",
  "color",
  "font-size",
  "font-style",
  "font-weight",
  "text-align",
  "text-decoration",
];

function dress(element, style) {
  for (const name of DRESS) element.style.setProperty(name, style[name] ?? "");
}

function body(cell, text, content, spill) {
  if (isCheckbox(cell)) return checkbox(text.toUpperCase() === "TRUE");
  if (isDropdown(cell)) {
    const arrow = el("span", { class: "chip-arrow", data: { opens: "choices" } }, icon("triangle"));
    return el(
      "span",
      { class: "chip", data: { empty: text === "" ? "" : null } },
      el("span", { class: "chip-text" }, content),
      arrow,
    );
  }
  if (text === "") return null;
  const style = spill ? { width: `${spill}px` } : null;
  return el("span", { class: "cell-text", style }, content);
}

function segments(cell, most) {
  let left = most;
  const out = [];
  for (const { text, link, format } of parts(cell)) {
    if (left <= 0) break;
    const piece = cut(text, left);
    left -= piece.length;
    const style = textStyle(format);
    if (link) out.push(el("span", { class: "cell-link", style }, piece));
    else out.push(Object.keys(style).length > 0 ? el("span", { style }, piece) : piece);
  }
  return out;
}

/** No more of a text than can be seen: long ones take time to lay out. */
function cut(text, most) {
  return text.length > most ? text.slice(0, most) : text;
}

function checkbox(checked) {
  return el(
    "span",
    {
      class: "checkbox",
      role: "checkbox",
      aria: { checked: String(checked) },
      data: { opens: "tick" },
    },
    checked && icon("check"),
  );
}

function marks(cell) {
  const found = [];
  if (cell.note)
    found.push(
      el("span", { class: "mark note-mark" }, el("span", { class: "unseen" }, " (has a note)")),
    );
  const choices = listed(cell.dataValidation);
  if (choices && !isEmpty(cell) && !choices.includes(shown(cell))) {
    found.push(
      el(
        "span",
        { class: "mark odd-mark" },
        el("span", { class: "unseen" }, " (not one of its choices)"),
      ),
    );
  }
  return found;
}

function filterButton(state) {
  return el(
    "button",
    {
      class: "filter-button",
      type: "button",
      tabIndex: -1,
      data: { opens: "filter", state },
      aria: { label: "Filter this column" },
    },
    icon(state === "on" ? "funnel" : "bars"),
  );
}

/** Whether a text that is too long for its cell goes on over empty cells on the right. */
export function spills(cell) {
  const aligned = cell.userEnteredFormat?.horizontalAlignment ?? "LEFT";
  return (
    wrapping(cell) === "OVERFLOW_CELL" &&
    kind(cell) === "text" &&
    aligned === "LEFT" &&
    !isDropdown(cell) &&
    !shown(cell).includes("\n")
  );
}
