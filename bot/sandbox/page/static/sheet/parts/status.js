/**
 * The line at the foot: what is selected comes to, how many rows there are, and whether all is saved.
 */

import { el, replace } from "../../element.js";
import { isEmpty, number } from "../model/cell.js";
import { ROWS } from "../model/tab.js";
import { icon } from "../icons.js";

const SAYINGS = { saved: "Saved", saving: "Saving …", failed: "Not saved" };
const SAYING_AFTER_MS = 250;

/**
 * @param {{hands: object, live: object}} parts
 * @returns {HTMLElement}
 */
export function status({ hands, live }) {
  const sums = el("span", { class: "status-sums" });
  const rows = el("span", { class: "status-rows" });
  const saved = el("span", { class: "status-saved", data: { state: "saved" } });
  let frame = 0;
  let timer = 0;
  let isUp = true;

  function soon() {
    if (frame === 0) frame = requestAnimationFrame(count);
  }

  function count() {
    frame = 0;
    const { tab } = hands;
    replace(sums, tab ? summed(tab, hands.range) : "");
    replace(rows, tab ? counted(tab) : "");
  }

  function tell(state) {
    clearTimeout(timer);
    // What is saved at once need not flicker.
    timer = setTimeout(
      () => show(isUp ? state : "offline"),
      state === "saving" ? SAYING_AFTER_MS : 0,
    );
  }

  function show(state) {
    saved.dataset.state = state;
    replace(saved, icon("cloud"), state === "offline" ? "No connection" : SAYINGS[state]);
  }

  hands.onSelect(soon);
  hands.writer.on(tell);
  live.on("link", (link) => {
    isUp = link === "up";
    tell(hands.writer.state);
  });
  show("saved");
  return el(
    "div",
    { class: "status", role: "status", aria: { live: "off", label: "Status of the sheet" } },
    sums,
    rows,
    saved,
  );
}

function summed(tab, range) {
  const bottom = Math.min(range.bottom, tab.used.rows);
  let filled = 0;
  const numbers = [];
  for (let row = range.top; row < bottom; row += 1) {
    if (!tab.isSeen(ROWS, row)) continue;
    for (let column = range.left; column < range.right; column += 1) {
      const cell = tab.cell(row, column);
      if (isEmpty(cell)) continue;
      filled += 1;
      const value = number(cell);
      if (value !== null) numbers.push(value);
    }
  }
  if (filled < 2) return "";
  if (numbers.length < 2) return `Count: ${filled}`;
  const sum = numbers.reduce((total, value) => total + value, 0);
  return `Sum: ${Number(sum.toPrecision(12)).toLocaleString("en")}`;
}

function counted(tab) {
  let all = 0;
  let seen = 0;
  for (let row = tab.frozen[ROWS]; row < tab.used.rows; row += 1) {
    if (!tab.line(row).some((cell) => cell && !isEmpty(cell))) continue;
    all += 1;
    if (tab.isSeen(ROWS, row)) seen += 1;
  }
  const word = all === 1 ? "row" : "rows";
  return seen === all
    ? `${all.toLocaleString("en")} ${word}`
    : `${seen.toLocaleString("en")} of ${all.toLocaleString("en")} ${word}`;
}
