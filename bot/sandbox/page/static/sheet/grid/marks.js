/**
 * Marks on the cells that are on the screen: what is selected, copied, found, or just written.
 */

import { el } from "../../element.js";
import { at, holds, isOne } from "../model/range.js";
import { mark } from "./heads.js";

const FLASH_MS = 2400;

/** Draws the marks. */
export class Marks {
  /** The range that was copied, or null. */
  ants = null;
  /** The places of what was found, as "row column". */
  found = new Set();

  #letters;
  #views;
  #selection;
  #handle = el("span", { class: "fill-handle", data: { opens: "fill" } });
  #flashing = new Map();

  constructor({ letters, views, selection }) {
    this.#letters = letters;
    this.#views = views;
    this.#selection = selection;
  }

  /** Marks cells for a moment. */
  flash(places) {
    const until = performance.now() + FLASH_MS;
    for (const [row, column] of places) {
      const key = `${row} ${column}`;
      this.#flashing.set(key, until);
      const cell = this.#views.get(row)?.cells.get(column);
      if (cell) light(cell);
    }
    setTimeout(() => this.#fade(), FLASH_MS + 20);
  }

  /** Draws all marks as they are now; with `onlyFresh`, on rows that were drawn since. */
  draw(tab, { rows, columns }, { onlyFresh = false } = {}) {
    if (!tab) return;
    const range = this.#selection.range(tab);
    const { active, whole } = this.#selection;
    const marks = {
      range,
      active,
      isWhole: whole === "rows" || whole === "all",
      edges: seenEdges(range, rows, columns),
      antEdges: this.ants && seenEdges(this.ants, rows, columns),
      isLone: isOne(range) || tab.merge(active.row, active.column)?.bottom === range.bottom,
    };
    for (const view of this.#views.values()) {
      if (onlyFresh && !view.isFresh) continue;
      this.#drawRow(tab, view, marks);
      view.isFresh = false;
    }
    this.#placeHandle(whole === null, marks);
    this.#letters.mark({ range, whole });
  }

  #drawRow(tab, { index: row, head, cells }, { range, active, isWhole, edges, antEdges, isLone }) {
    mark(head, row >= range.top && row < range.bottom, isWhole);
    for (const [column, cell] of cells) {
      const own = tab.merge(row, column) ?? at(row, column);
      const isActive = row === active.row && column === active.column;
      set(cell, "aria-selected", String(holds(range, row, column)));
      cell.tabIndex = isActive ? 0 : -1;
      cell.toggleAttribute("data-active", isActive);
      set(cell, "data-edge", isLone ? "" : touched(own, edges));
      set(cell, "data-ants", antEdges ? touched(own, antEdges) : "");
      cell.toggleAttribute("data-found", this.found.has(`${row} ${column}`));
      this.#light(cell, row, column);
    }
  }

  /** The handle is at the last corner of what is selected. */
  #placeHandle(isShown, { isLone, active, edges }) {
    const [row, column] = isLone
      ? [active.row, active.column]
      : [edges.bottom - 1, edges.right - 1];
    const corner = this.#views.get(row)?.cells.get(column);
    if (!isShown || !corner) this.#handle.remove();
    else if (this.#handle.parentNode !== corner) corner.append(this.#handle);
  }

  #light(cell, row, column) {
    if (this.#flashing.size === 0) return;
    if (this.#flashing.has(`${row} ${column}`)) light(cell);
    else delete cell.dataset.flash;
  }

  #fade() {
    const now = performance.now();
    for (const [key, until] of this.#flashing) {
      if (until > now) continue;
      this.#flashing.delete(key);
      const [row, column] = key.split(" ").map(Number);
      const cell = this.#views.get(row)?.cells.get(column);
      if (cell) delete cell.dataset.flash;
    }
  }
}

function light(cell) {
  if (!("flash" in cell.dataset)) cell.dataset.flash = "";
}

/** A range's edges at the rows and columns that can be seen. */
function seenEdges({ top, bottom, left, right }, rows, columns) {
  return {
    top: rows.seen(top, 1) ?? top,
    bottom: (rows.seen(bottom - 1, -1) ?? bottom - 1) + 1,
    left: columns.seen(left, 1) ?? left,
    right: (columns.seen(right - 1, -1) ?? right - 1) + 1,
  };
}

/** Which of a range's edges a cell lies at, as words: "t b l r". */
function touched(own, edges) {
  if (
    own.top >= edges.bottom ||
    own.bottom <= edges.top ||
    own.left >= edges.right ||
    own.right <= edges.left
  )
    return "";
  const words = [];
  if (own.top === edges.top) words.push("t");
  if (own.bottom === edges.bottom) words.push("b");
  if (own.left === edges.left) words.push("l");
  if (own.right === edges.right) words.push("r");
  return words.join(" ");
}

function set(node, name, value) {
  if (value === "") node.removeAttribute(name);
  else if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}
