/**
 * What opens at the filter's button in a header: sorting by the column, and which values are seen.
 */

import { el, replace } from "../../element.js";
import { filtering } from "../doing/filtering.js";
import { sorting } from "../doing/sorting.js";
import { columnName } from "../model/a1.js";
import { shown } from "../model/cell.js";
import { hiding, values } from "../model/filter.js";
import { icon } from "../icons.js";
import { place } from "./menu.js";

const MOST = 200;

/**
 * Opens the panel of a column.
 *
 * @param {{hands: object, column: number, at: HTMLElement}} parts
 */
export function openFilterPanel({ hands, column, at }) {
  const { tab } = hands;
  const all = values(tab, column);
  const chosen = new Set(all.filter(({ seen }) => seen).map(({ text }) => text));
  const name = shown(tab.cell(tab.filterRange.top, column)) || `Column ${columnName(column)}`;
  const list = el("div", { class: "filter-list", role: "group", aria: { label: "Values" } });
  const more = el("p", { class: "filter-more" });
  const search = el("input", {
    class: "sheet-field",
    type: "search",
    placeholder: "Search",
    aria: { label: "Search the values" },
    on: { input: draw },
  });
  const panel = el(
    "form",
    {
      class: "filter-panel",
      role: "dialog",
      popover: "auto",
      aria: { label: `Filter ${name}` },
      on: { submit: apply, keydown: (event) => event.stopPropagation() },
    },
    sorter("Sort A to Z", false),
    sorter("Sort Z to A", true),
    el("h2", { class: "filter-title" }, `Filter ${name} by values`),
    el("p", { class: "filter-all" }, link("Select all", true), " – ", link("Clear", false)),
    search,
    list,
    more,
    el(
      "div",
      { class: "sheet-dialog-buttons" },
      el(
        "button",
        { class: "sheet-button", type: "button", on: { click: () => panel.hidePopover() } },
        "Cancel",
      ),
      el("button", { class: "sheet-button primary", type: "submit" }, "OK"),
    ),
  );

  function sorter(label, descending) {
    const act = () => {
      panel.hidePopover();
      const { filterRange, used } = hands.tab;
      const range = {
        ...filterRange,
        top: filterRange.top + 1,
        bottom: Math.min(filterRange.bottom, used.rows),
      };
      hands.run(sorting(range, column, descending));
    };
    return el(
      "button",
      { class: "filter-sort", type: "button", on: { click: act } },
      icon("ascending"),
      label,
    );
  }

  function link(label, on) {
    const act = () => {
      for (const { text } of seen()) {
        if (on) chosen.add(text);
        else chosen.delete(text);
      }
      draw();
    };
    return el("button", { class: "filter-link", type: "button", on: { click: act } }, label);
  }

  function seen() {
    const wanted = search.value.trim().toLowerCase();
    return all.filter(({ text }) => text.toLowerCase().includes(wanted));
  }

  function draw() {
    const found = seen();
    replace(list, found.slice(0, MOST).map(option));
    more.hidden = found.length > 0 && found.length <= MOST;
    more.textContent =
      found.length === 0
        ? "No value has this in it."
        : `${found.length - MOST} more: search to find them.`;
  }

  function option({ text, count }) {
    const box = el("input", {
      type: "checkbox",
      checked: chosen.has(text),
      on: { change: () => (box.checked ? chosen.add(text) : chosen.delete(text)) },
    });
    return el(
      "label",
      { class: "filter-value" },
      box,
      el("span", { class: "filter-text" }, text === "" ? "(Blanks)" : text.slice(0, 200)),
      el("span", { class: "filter-count" }, String(count)),
    );
  }

  function apply(event) {
    event.preventDefault();
    const hidden = all.filter(({ text }) => !chosen.has(text)).map(({ text }) => text);
    panel.hidePopover();
    hands.run(
      filtering(
        hiding(
          hands.tab.filter,
          column,
          hidden,
          all.map(({ text }) => text),
        ),
        `filtering ${name}`,
      ),
    );
  }

  draw();
  document.body.append(panel);
  panel.showPopover();
  place(panel, at);
  search.focus();
  panel.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const had = panel.contains(document.activeElement) || document.activeElement === document.body;
    panel.remove();
    if (had) hands.grid.focus();
  });
}
