/**
 * The keys of the grid, as in Sheets.
 */

import { isEmpty } from "../model/cell.js";
import { isCheckbox } from "../model/rule.js";
import { jumped, stepped } from "../model/selection.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Which keys do which command, where Ctrl is Cmd on a Mac. */
const COMMANDS = {
  "ctrl+z": "undo",
  "ctrl+y": "redo",
  "ctrl+shift+z": "redo",
  "ctrl+b": "bold",
  "ctrl+i": "italic",
  "alt+shift+5": "strikethrough",
  "ctrl+k": "link",
  "ctrl+f": "find",
  "ctrl+d": "fill-down",
  "ctrl+enter": "fill-range",
  "alt+enter": "follow-link",
  "ctrl+alt+=": "insert-here",
  "ctrl+alt+-": "delete-here",
  "ctrl+alt+r": "filter",
  "alt+arrowdown": "choose",
  delete: "clear",
  backspace: "clear",
  contextmenu: "menu",
  "shift+f10": "menu",
};

/**
 * Begins to listen.
 *
 * @param {{hands: import("../hands.js").Hands, run: (command: string) => void}} parts
 */
export function keyboard({ hands, run }) {
  const { grid, selection } = hands;
  grid.scroller.addEventListener("keydown", (event) => {
    if (event.isComposing || event.target.closest("input, textarea") || !hands.tab) return;
    if (press(event)) event.preventDefault();
  });

  /** Returns whether the key was for the grid. */
  function press(event) {
    const ctrl = event.ctrlKey || event.metaKey;
    const key = name(event, ctrl);
    if (key in COMMANDS) {
      run(COMMANDS[key]);
      return true;
    }
    if (ARROWS[event.key] && !event.altKey) return go(event, ctrl, ...ARROWS[event.key]);
    if (["Home", "End", "PageUp", "PageDown"].includes(event.key)) return leap(event, ctrl);
    if (event.key === "Tab" && !ctrl) return advance(true, event.shiftKey ? -1 : 1);
    if (event.key === "Enter" && !ctrl && !event.altKey) return enter(event.shiftKey);
    if (event.key === "F2") return edit();
    if (event.key === "Escape") return hands.letGo();
    if (event.key === " " && (ctrl || event.shiftKey)) return wholes(ctrl, event.shiftKey);
    if (event.key === " " && isCheckbox(hands.activeCell)) return tick();
    if (key === "ctrl+a") return everything();
    return type(event, ctrl);
  }

  function name(event, ctrl) {
    // With Alt or Shift, some layouts give another character than what is on the key.
    const digit = /^Digit(\d)$/.exec(event.code)?.[1];
    const key = (digit && event.altKey ? digit : event.key).toLowerCase();
    const held = [ctrl && "ctrl", event.altKey && "alt", event.shiftKey && "shift"].filter(Boolean);
    return [...held, key].join("+");
  }

  function go(event, ctrl, down, across) {
    const { tab } = hands;
    const { axes } = grid.layout;
    const from = event.shiftKey ? selection.to : selection.active;
    const to = (ctrl ? jumped : stepped)(tab, axes, from, down, across);
    hands.goTo(to, event.shiftKey);
    return true;
  }

  function leap(event, ctrl) {
    const { tab } = hands;
    const { rows, columns } = grid.layout;
    const from = event.shiftKey ? selection.to : selection.active;
    const to = { ...from };
    if (event.key === "Home")
      Object.assign(to, { column: columns.seen(0, 1) ?? 0 }, ctrl && { row: rows.seen(0, 1) ?? 0 });
    else if (event.key === "End") {
      to.column = ctrl ? Math.max(0, tab.used.columns - 1) : last(tab, from.row);
      if (ctrl) to.row = Math.max(0, tab.used.rows - 1);
      to.column = columns.seen(to.column, -1) ?? to.column;
      to.row = rows.seen(to.row, -1) ?? to.row;
    } else
      to.row = rows.further(from.row, event.key === "PageUp" ? -grid.view.page : grid.view.page);
    hands.goTo(to, event.shiftKey);
    return true;
  }

  /** The last filled cell of a row, or the row's end where there is none. */
  function last(tab, row) {
    const found = tab.line(row).findLastIndex((cell) => cell && !isEmpty(cell));
    return found < 0 ? tab.columns - 1 : found;
  }

  function advance(across, step) {
    selection.advance(hands.tab, grid.layout.axes, across, step);
    hands.selected();
    return true;
  }

  function enter(back) {
    const range = selection.range(hands.tab);
    const isOne = range.bottom - range.top === 1 && range.right - range.left === 1;
    if (!isOne || back) return advance(false, back ? -1 : 1);
    return isCheckbox(hands.activeCell) ? tick() : edit();
  }

  function edit() {
    hands.edit();
    return true;
  }

  function tick() {
    hands.tick();
    return true;
  }

  function wholes(columns, rows) {
    const range = selection.range(hands.tab);
    if (columns && rows) selection.everything();
    else if (columns) selection.wholes("columns", range.left, range.right - 1, selection.active);
    else selection.wholes("rows", range.top, range.bottom - 1, selection.active);
    hands.selected({ reveal: false });
    return true;
  }

  function everything() {
    selection.everything();
    hands.selected({ reveal: false });
    return true;
  }

  /** What is typed begins a new text in the cell; the key itself goes into the box that opens. */
  function type(event, ctrl) {
    const isText = event.key.length === 1 || event.key === "Process" || event.key === "Dead";
    if (isText && !ctrl && !(event.altKey && !event.getModifierState("AltGraph")))
      hands.edit({ text: "", typing: true });
    return false;
  }
}
