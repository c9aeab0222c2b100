/**
 * The pointer on the letters and the row numbers: select, move, size, show what is hidden.
 */

import { el } from "../../element.js";
import { COLUMNS, ROWS } from "../model/tab.js";

const LEAST = { [ROWS]: 21, [COLUMNS]: 30 };

/**
 * Begins to listen.
 *
 * @param {{hands: import("../hands.js").Hands, openMenu: (which: string, at: object) => void}} parts
 * @returns {HTMLElement} the line that shows where something will go; belongs beside the scroller.
 */
export function headPointer({ hands, openMenu }) {
  const { grid, selection } = hands;
  const line = el("div", { class: "drop-line", hidden: true });

  grid.scroller.addEventListener("pointerdown", (event) => {
    const head = headOf(event.target);
    if (!head || event.button !== 0) return;
    event.preventDefault();
    if (!hands.finishEditing()) return;
    const shows = event.target.closest("[data-shows]");
    if (head.which === null) selectAll();
    else if (shows) hands.showHidden(head.which, ...shows.dataset.shows.split(" ").map(Number));
    else if (event.target.closest("[data-resizes]")) resize(event, head);
    else press(event, head);
  });

  grid.scroller.addEventListener("dblclick", (event) => {
    const head = headOf(event.target);
    if (head?.which && event.target.closest("[data-resizes]")) hands.fit(head.which, head.index);
  });

  grid.scroller.addEventListener("contextmenu", (event) => {
    const head = headOf(event.target);
    if (!head?.which) return;
    event.preventDefault();
    if (!hands.finishEditing()) return;
    if (!isSelected(head)) select(head, head.index);
    openMenu(head.which, { x: event.clientX, y: event.clientY });
  });

  function selectAll() {
    selection.everything();
    hands.selected({ reveal: false });
  }

  function isSelected({ which, index }) {
    const { top, bottom, left, right } = selection.range(hands.tab);
    if (selection.whole !== words(which)) return false;
    return which === ROWS ? index >= top && index < bottom : index >= left && index < right;
  }

  function select({ which, index }, to) {
    const axis = axisOf(which);
    const first = hands.firstSeen(which === ROWS ? COLUMNS : ROWS);
    const seen = axis.seen(index, 1) ?? index;
    selection.wholes(
      words(which),
      index,
      to,
      which === ROWS ? { row: seen, column: first } : { row: first, column: seen },
    );
    hands.selected({ reveal: false });
  }

  function press(event, head) {
    if (event.shiftKey && selection.whole === words(head.which)) {
      select({ which: head.which, index: selection.from.row }, head.index);
      return;
    }
    if (isSelected(head)) move(event, head);
    else {
      select(head, head.index);
      follow(event, (moved) => select(head, over(head.which, moved)));
    }
  }

  /** Drags selected rows or columns to where the line is. */
  function move(event, head) {
    const range = selection.range(hands.tab);
    const [start, end] =
      head.which === ROWS ? [range.top, range.bottom] : [range.left, range.right];
    let to = null;
    const drag = (moved) => {
      const index = over(head.which, moved);
      const half = axisOf(head.which).start(index) + axisOf(head.which).size(index) / 2;
      to = index + (along(head.which, moved) > half ? 1 : 0);
      draw(head.which, axisOf(head.which).start(to));
    };
    const drop = (moved) => {
      line.hidden = true;
      if (!moved || to === null) select(head, head.index);
      else if (to < start || to > end) hands.move(head.which, start, end, to);
    };
    follow(event, drag, drop);
  }

  /** Drags the border of a row or column. */
  function resize(event, { which, index }) {
    const axis = axisOf(which);
    const start = axis.start(index);
    // The border may have been grabbed a little beside itself.
    const beside = along(which, event) - start - axis.size(index);
    let size = null;
    const drag = (moved) => {
      size = Math.max(LEAST[which], Math.round(along(which, moved) - start - beside));
      draw(which, start + size);
    };
    const drop = () => {
      line.hidden = true;
      if (size !== null && size !== axis.size(index)) hands.resize(which, index, size);
    };
    follow(event, drag, drop);
  }

  function follow(start, drag, drop = () => {}) {
    let hasMoved = false;
    const move = (event) => {
      hasMoved ||= Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > 3;
      if (hasMoved) drag(event);
    };
    const end = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      drop(hasMoved);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  }

  function over(which, event) {
    const { row, column } = grid.view.at(event.clientX, event.clientY);
    return which === ROWS ? row : column;
  }

  /** Where the pointer is along the tab, in its own pixels. */
  function along(which, event) {
    const box = grid.scroller.getBoundingClientRect();
    return grid.view.along(
      which,
      which === ROWS ? event.clientY - box.top : event.clientX - box.left,
    );
  }

  function draw(which, place) {
    const isFrozen = place <= (which === ROWS ? grid.layout.frozenHeight : grid.layout.frozenWidth);
    const shown = grid.view.across(which, place, isFrozen);
    line.hidden = false;
    line.dataset.which = which.toLowerCase();
    line.style.transform = which === ROWS ? `translateY(${shown}px)` : `translateX(${shown}px)`;
  }

  function axisOf(which) {
    return which === ROWS ? grid.layout.rows : grid.layout.columns;
  }

  return line;
}

const words = (which) => (which === ROWS ? "rows" : "columns");

/** The row or column whose head this is; `which` is null for the corner. */
function headOf(node) {
  if (node.closest(".corner")) return { which: null, index: 0 };
  const letter = node.closest(".letter");
  if (letter) return { which: COLUMNS, index: Number(letter.dataset.column) };
  const number = node.closest(".row-head");
  return number && { which: ROWS, index: Number(number.dataset.row) };
}
