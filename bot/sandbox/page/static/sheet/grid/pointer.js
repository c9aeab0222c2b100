/**
 * The pointer on cells: select, drag, fill, edit, and open what a cell has to open.
 */

import { holds, union } from "../model/range.js";
import { home } from "../model/selection.js";

const EDGE = 24;
const FASTEST = 40;

/**
 * Begins to listen.
 *
 * @param {{hands: import("../hands.js").Hands, openMenu: (at: object) => void, openFilter: Function}} parts
 */
export function pointer({ hands, openMenu, openFilter }) {
  const { grid, selection } = hands;
  const { scroller } = grid;

  scroller.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".cell") || event.button !== 0) return;
    // The focus goes to the cell, by ourselves, and no text is selected.
    event.preventDefault();
    if (!hands.finishEditing()) return;
    const opens = event.target.closest("[data-opens]")?.dataset.opens;
    if (opens === "fill") {
      drag(event, fill());
      return;
    }
    const place = home(hands.tab, grid.view.at(event.clientX, event.clientY));
    if (event.shiftKey) selection.extend(place.row, place.column);
    else selection.pick(place.row, place.column);
    hands.selected({ reveal: false });
    if (opens === "tick") hands.tick();
    else if (opens === "choices") hands.edit();
    else if (opens !== "filter") drag(event, { to: (at) => extend(at) });
  });

  // Not before the button is let go: that would close what has just opened.
  scroller.addEventListener("click", (event) => {
    const button = event.target.closest("[data-opens=filter]");
    if (button) openFilter(hands.selection.active.column, button);
  });

  scroller.addEventListener("dblclick", (event) => {
    if (!event.target.closest(".cell") || event.target.closest("[data-opens]")) return;
    hands.edit();
  });

  scroller.addEventListener("contextmenu", (event) => {
    if (!event.target.closest(".cell")) return;
    event.preventDefault();
    if (!hands.finishEditing()) return;
    // The key for menus sends this event too, with no place of its own.
    const isKey = event.clientX === 0 && event.clientY === 0;
    const place = isKey
      ? selection.active
      : home(hands.tab, grid.view.at(event.clientX, event.clientY));
    if (!holds(selection.range(hands.tab), place.row, place.column)) {
      selection.pick(place.row, place.column);
      hands.selected({ reveal: false });
    }
    openMenu(
      isKey ? grid.element(place.row, place.column) : { x: event.clientX, y: event.clientY },
    );
  });

  function extend({ row, column }) {
    if (row === selection.to.row && column === selection.to.column) return;
    selection.extend(row, column);
    hands.selected({ reveal: false, follow: false });
  }

  /** Drags the handle at the corner: what is selected is repeated down or to the right. */
  function fill() {
    const source = selection.range(hands.tab);
    let target = source;
    const to = (at) => {
      target = stretched(source, at);
      grid.ants(target === source ? null : target);
    };
    const drop = () => {
      grid.ants(null);
      if (target !== source) hands.filling.over(source, target);
    };
    return { to, drop };
  }

  /** Follows the pointer until it is let go; beyond the edges the grid scrolls. */
  function drag(start, { to, drop = () => hands.selected({ reveal: false }) }) {
    let [x, y] = [start.clientX, start.clientY];
    let frame = 0;
    let hasMoved = false;
    const move = (event) => {
      [x, y] = [event.clientX, event.clientY];
      if (!hasMoved && Math.hypot(x - start.clientX, y - start.clientY) < 3) return;
      hasMoved = true;
      to(grid.view.at(x, y));
      if (frame === 0) frame = requestAnimationFrame(creep);
    };
    const creep = () => {
      frame = 0;
      const box = scroller.getBoundingClientRect();
      const by = { left: speed(x, box.left, box.right), top: speed(y, box.top, box.bottom) };
      if (by.left === 0 && by.top === 0) return;
      scroller.scrollBy(by);
      to(grid.view.at(x, y));
      frame = requestAnimationFrame(creep);
    };
    const end = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      if (hasMoved) drop();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  }
}

/** The source with the cells over to the pointer, in the one direction in which it is further. */
function stretched(source, { row, column }) {
  const down = Math.max(row + 1 - source.bottom, source.top - row, 0);
  const across = Math.max(column + 1 - source.right, source.left - column, 0);
  if (down === 0 && across === 0) return source;
  const reached =
    down >= across
      ? { ...source, top: row, bottom: row + 1 }
      : { ...source, left: column, right: column + 1 };
  return union(source, reached);
}

function speed(place, low, high) {
  if (place > high - EDGE) return Math.min(FASTEST, place - high + EDGE);
  if (place < low + EDGE) return -Math.min(FASTEST, low + EDGE - place);
  return 0;
}
