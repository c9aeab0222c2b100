/**
 * Everything that the menus offer, by name: what it is called, whether it can be done, and how.
 */

import { formatting, hasFormat } from "./doing/cells.js";
import { deleting, freezing, hiddenSpans, hiding, inserting } from "./doing/dimensions.js";
import { addingFilter, filtering, removingFilter } from "./doing/filtering.js";
import { sorting } from "./doing/sorting.js";
import { cellName, columnName, rangeName } from "./model/a1.js";
import { links, wrapping } from "./model/cell.js";
import { cleared, hiddenValues } from "./model/filter.js";
import { isOne, runs } from "./model/range.js";
import { COLUMNS, ROWS } from "./model/tab.js";
import { followable } from "../slack/text/links.js";

const WRAPPINGS = { OVERFLOW_CELL: "Overflow", WRAP: "Wrap", CLIP: "Clip" };

/**
 * @param {import("./hands.js").Hands} hands
 * @param {{link: Function, find: Function, filter: (column: number) => void, menu: Function}} opens
 *   what opens a window of its own.
 * @returns {{item: (name: string) => object, run: (name: string) => void}} `item` gives an item for
 *   a menu as it is at that moment.
 */
export function commands(hands, opens) {
  const { writer, clipboard } = hands;
  const severalRows = () => hands.range.bottom - hands.range.top > 1;
  const isHiding = () => hiddenValues(hands.tab.filter).size > 0;
  const all = {
    undo: ["Undo", "Ctrl+Z", () => hands.undo(), () => writer.canUndo],
    redo: ["Redo", "Ctrl+Y", () => hands.redo(), () => writer.canRedo],
    cut: ["Cut", "Ctrl+X", () => clipboard.copy(true)],
    copy: ["Copy", "Ctrl+C", () => clipboard.copy()],
    paste: ["Paste", "Ctrl+V", () => clipboard.paste()],
    "paste-values": ["Paste values only", "Ctrl+Shift+V", () => clipboard.paste({ values: true })],
    clear: ["Delete values", "Delete", () => hands.clear()],
    "fill-down": ["Fill down", "Ctrl+D", () => hands.filling.down(), () => !isOne(hands.range)],
    "fill-range": [
      "Fill range",
      "Ctrl+Enter",
      () => hands.filling.range(),
      () => !isOne(hands.range),
    ],
    find: ["Find", "Ctrl+F", () => opens.find()],
    menu: ["Menu", "Shift+F10", () => opens.menu()],
    choose: ["Open choices or filter", "Alt+↓", () => choose()],
    link: [
      () => (links(hands.activeCell).length > 0 ? "Edit link" : "Insert link"),
      "Ctrl+K",
      () => opens.link(),
    ],
    "follow-link": [
      "Open link",
      "Alt+Enter",
      () => follow(),
      () => links(hands.activeCell).some(followable),
    ],
    bold: ["Bold", "Ctrl+B", () => toggle("bold", "bold"), null, () => has("bold")],
    italic: ["Italic", "Ctrl+I", () => toggle("italic", "italics"), null, () => has("italic")],
    strikethrough: [
      "Strikethrough",
      "Alt+Shift+5",
      () => toggle("strikethrough", "striking through"),
      null,
      () => has("strikethrough"),
    ],
    "insert-here": [
      "Insert rows or columns",
      "Ctrl+Alt+=",
      () => insert(isColumns() ? COLUMNS : ROWS, "before"),
    ],
    "delete-here": [
      "Delete rows or columns",
      "Ctrl+Alt+-",
      () => remove(isColumns() ? COLUMNS : ROWS),
    ],
    "freeze-none": [
      "No frozen rows",
      "",
      () => hands.run(freezing(ROWS, 0)),
      null,
      () => hands.tab.frozen[ROWS] === 0,
    ],
    "freeze-one": [
      "Freeze 1 row",
      "",
      () => hands.run(freezing(ROWS, 1)),
      null,
      () => hands.tab.frozen[ROWS] === 1,
    ],
    "freeze-here": [
      () => `Freeze up to row ${hands.range.bottom}`,
      "",
      () => hands.run(freezing(ROWS, hands.range.bottom)),
    ],
    "sort-up": [() => `Sort sheet by column ${active()}, A to Z`, "", () => sortSheet(false)],
    "sort-down": [() => `Sort sheet by column ${active()}, Z to A`, "", () => sortSheet(true)],
    "sort-range-up": [
      () => `Sort range ${selected()} by column ${active()}, A to Z`,
      "",
      () => sortRange(false),
      severalRows,
    ],
    "sort-range-down": [
      () => `Sort range ${selected()} by column ${active()}, Z to A`,
      "",
      () => sortRange(true),
      severalRows,
    ],
    "filter-on": [
      () => (hands.tab.filter ? "Remove filter" : "Create a filter"),
      "",
      () => hands.run(hands.tab.filter ? removingFilter() : addingFilter()),
    ],
    filter: [
      () => `Filter column ${active()} by values`,
      "Ctrl+Alt+R",
      () => opens.filter(hands.selection.active.column),
      () => Boolean(hands.tab.filter),
    ],
    "filter-clear": [
      "Show all filtered rows",
      "",
      () => hands.run(filtering(cleared(hands.tab.filter), "clearing the filter")),
      isHiding,
    ],
  };
  for (const which of [ROWS, COLUMNS]) Object.assign(all, dimensional(which));
  for (const [strategy, name] of Object.entries(WRAPPINGS)) {
    all[`wrap-${name.toLowerCase()}`] = [
      name,
      "",
      () => wrap(strategy, name),
      null,
      () => wrapping(hands.activeCell) === strategy,
    ];
  }

  function dimensional(which) {
    const word = which === ROWS ? "row" : "column";
    const [before, after] = which === ROWS ? ["above", "below"] : ["left", "right"];
    const counted = () => (count(which) === 1 ? `1 ${word}` : `${count(which)} ${word}s`);
    const named = () => (count(which) === 1 ? word : `${word}s`);
    return {
      [`insert-${before}`]: [
        () => `Insert ${counted()} ${before}`,
        "",
        () => insert(which, "before"),
      ],
      [`insert-${after}`]: [() => `Insert ${counted()} ${after}`, "", () => insert(which, "after")],
      [`delete-${word}`]: [() => `Delete ${named()} ${name(which)}`, "", () => remove(which)],
      [`hide-${word}`]: [
        () => `Hide ${named()} ${name(which)}`,
        "",
        () => hands.run(hiding(which, [side(which)], true)),
      ],
      [`show-${word}`]: [
        () => `Show hidden ${word}s`,
        "",
        () => hands.run(hiding(which, hidden(which), false)),
        () => hidden(which).length > 0,
      ],
      [`${word}-back`]: [
        () => `Move ${named()} ${which === ROWS ? "up" : "left"}`,
        "",
        () => shift(which, -1),
        () => side(which)[0] > 0,
      ],
      [`${word}-on`]: [
        () => `Move ${named()} ${which === ROWS ? "down" : "right"}`,
        "",
        () => shift(which, 1),
        () => side(which)[1] < hands.tab.dims[which].length,
      ],
      [`fit-${word}`]: [
        which === ROWS ? "Fit height to text" : "Fit width to text",
        "",
        () => hands.fit(which, side(which)[0]),
      ],
    };
  }

  const isColumns = () => hands.selection.whole === "columns";
  const active = () => columnName(hands.selection.active.column);
  const selected = () => rangeName(hands.range, hands.tab.size);
  const has = (format) => hasFormat(hands.activeCell, format);
  const hidden = (which) => hiddenSpans(hands.tab, which, ...side(which));
  const count = (which) => side(which)[1] - side(which)[0];

  function side(which) {
    const { top, bottom, left, right } = hands.range;
    return which === ROWS ? [top, bottom] : [left, right];
  }

  function name(which) {
    const [start, end] = side(which);
    const one = (index) => (which === ROWS ? String(index + 1) : columnName(index));
    return end - start === 1 ? one(start) : `${one(start)}–${one(end - 1)}`;
  }

  function insert(which, where) {
    const [start, end] = side(which);
    // The looks come from the row beside which it was asked for.
    if (where === "before")
      hands.run(
        inserting(which, start, end - start, start === headerEnd(which) ? "after" : "before"),
      );
    else
      hands.run(inserting(which, end, end - start, end <= headerEnd(which) ? "after" : "before"));
  }

  /** Where the frozen part ends: a row right below it is no further header. */
  function headerEnd(which) {
    return hands.tab.frozen[which];
  }

  function remove(which) {
    const [start, end] = side(which);
    const filtered = hands.tab.dims[which];
    const indices = Array.from({ length: end - start }, (_, index) => start + index).filter(
      (index) => !filtered[index].filtered,
    );
    hands.run(deleting(which, runs(indices)));
  }

  function shift(which, step) {
    const [start, end] = side(which);
    const axis = which === ROWS ? hands.grid.layout.rows : hands.grid.layout.columns;
    const beside = axis.seen(step < 0 ? start - 1 : end, step);
    if (beside !== null) hands.move(which, start, end, step < 0 ? beside : beside + 1);
  }

  function toggle(format, label) {
    hands.run(formatting(hands.range, `textFormat.${format}`, !has(format), label));
  }

  function wrap(strategy, label) {
    hands.run(formatting(hands.range, "wrapStrategy", strategy, label.toLowerCase()));
  }

  function sortSheet(descending) {
    const { tab } = hands;
    const range = {
      ...tab.all,
      top: tab.frozen[ROWS],
      bottom: Math.max(tab.used.rows, tab.frozen[ROWS]),
    };
    hands.run(sorting(range, hands.selection.active.column, descending));
  }

  function sortRange(descending) {
    const range = hands.range;
    const bottom = Math.min(range.bottom, Math.max(hands.tab.used.rows, range.top + 1));
    hands.run(sorting({ ...range, bottom }, hands.selection.active.column, descending));
  }

  function choose() {
    const { row, column } = hands.selection.active;
    const { filterRange } = hands.tab;
    if (
      filterRange &&
      row === filterRange.top &&
      column >= filterRange.left &&
      column < filterRange.right
    )
      opens.filter(column);
    else hands.edit();
  }

  function follow() {
    const { row, column } = hands.selection.active;
    const addresses = links(hands.activeCell).map(followable).filter(Boolean);
    if (addresses.length === 0) hands.trouble(`Cell ${cellName(row, column)} has no link to open.`);
    else window.open(addresses[0], "_blank", "noopener,noreferrer");
  }

  return {
    item(wanted) {
      const [label, keys, act, can, checked] = all[wanted];
      return {
        label: typeof label === "function" ? label() : label,
        keys: keys || undefined,
        act,
        disabled: can ? !can() : false,
        checked: checked?.(),
      };
    },
    run(wanted) {
      const [, , act, can] = all[wanted];
      if (!can || can()) act();
    },
  };
}
