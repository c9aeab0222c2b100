/**
 * The menus and the buttons above the grid.
 */

import { el, replace } from "../../element.js";
import { icon } from "../icons.js";
import { openMenu } from "./menu.js";

const MENUS = {
  Edit: [
    "undo",
    "redo",
    "line",
    "cut",
    "copy",
    "paste",
    "paste-values",
    "line",
    "fill-down",
    "fill-range",
    "line",
    "clear",
    "delete-row",
    "delete-column",
    "line",
    "find",
  ],
  View: [
    "freeze-none",
    "freeze-one",
    "freeze-here",
    "line",
    "hide-row",
    "show-row",
    "hide-column",
    "show-column",
  ],
  Insert: ["insert-above", "insert-below", "line", "insert-left", "insert-right", "line", "link"],
  Format: [
    "bold",
    "italic",
    "strikethrough",
    { heading: "Wrapping" },
    "wrap-overflow",
    "wrap-wrap",
    "wrap-clip",
    "line",
    "fit-row",
    "fit-column",
  ],
  Data: [
    "sort-up",
    "sort-down",
    "line",
    "sort-range-up",
    "sort-range-down",
    "line",
    "filter-on",
    "filter",
    "filter-clear",
  ],
};
const BUTTONS = [
  ["undo", "undo"],
  ["redo", "redo"],
  null,
  ["bold", "bold"],
  ["italic", "italic"],
  ["strikethrough", "strikethrough"],
  null,
  ["link", "link"],
  ["filter-on", "funnel"],
  ["find", "search"],
];

/** Makes menu items of command names. */
export function itemsOf(names, commands) {
  return names.map((name) =>
    typeof name === "string" && name !== "line" ? commands.item(name) : name,
  );
}

/**
 * @param {{hands: object, commands: object}} parts
 * @returns {HTMLElement}
 */
export function menuBar({ hands, commands }) {
  const titles = Object.keys(MENUS).map((title) =>
    el(
      "button",
      {
        class: "menu-title",
        type: "button",
        role: "menuitem",
        tabIndex: -1,
        aria: { haspopup: "menu", expanded: "false" },
        on: { click: () => open(title) },
      },
      title,
    ),
  );
  titles[0].tabIndex = 0;
  const menus = el(
    "div",
    {
      class: "menu-titles",
      role: "menubar",
      aria: { label: "Menus of the sheet" },
      on: { keydown: walk },
    },
    titles,
  );
  const buttons = new Map();
  const tools = el(
    "div",
    {
      class: "tools",
      role: "toolbar",
      aria: { label: "Tools of the sheet" },
      on: { keydown: step },
    },
    BUTTONS.map(drawn),
  );

  function drawn(button) {
    if (button === null) return el("span", { class: "tool-line", role: "presentation" });
    const [name, picture] = button;
    const node = el(
      "button",
      {
        class: "tool",
        type: "button",
        tabIndex: buttons.size === 0 ? 0 : -1,
        data: { tool: name },
        on: { click: () => press(name) },
      },
      icon(picture),
    );
    buttons.set(name, node);
    return node;
  }

  function press(name) {
    if (!hands.tab || !hands.finishEditing()) return;
    commands.run(name);
  }

  /** Opens a menu by its title; left and right lead to the next. */
  function open(title) {
    if (!hands.tab || !hands.finishEditing()) return;
    const at = Object.keys(MENUS).indexOf(title);
    titles[at].setAttribute("aria-expanded", "true");
    openMenu({
      label: title,
      items: itemsOf(MENUS[title], commands),
      at: titles[at],
      onClose(how) {
        titles[at].setAttribute("aria-expanded", "false");
        const count = titles.length;
        if (how === "left" || how === "right")
          open(Object.keys(MENUS)[(at + (how === "left" ? count - 1 : 1)) % count]);
        else if (how === "chosen") hands.grid.focus();
        else if (document.activeElement === document.body || menus.contains(document.activeElement))
          give(titles, titles[at]);
      },
    });
  }

  function walk(event) {
    const at = titles.indexOf(event.target);
    if (event.key === "ArrowDown") {
      event.preventDefault();
      open(Object.keys(MENUS)[at]);
    } else if (event.key === "Escape") hands.grid.focus();
    else rove(event, titles);
  }

  function step(event) {
    if (event.key === "Escape") hands.grid.focus();
    else
      rove(
        event,
        [...buttons.values()].filter((one) => one.checkVisibility()),
      );
  }

  function show() {
    for (const [name, node] of buttons) {
      const { label, keys, disabled, checked } = hands.tab
        ? commands.item(name)
        : { label: name, disabled: true };
      const spoken = keys ? `${label} (${keys})` : label;
      node.title = spoken;
      node.setAttribute("aria-label", label);
      node.setAttribute("aria-disabled", String(disabled));
      if (name === "filter-on")
        node.setAttribute("aria-pressed", String(Boolean(hands.tab?.filter)));
      else if (checked !== undefined) node.setAttribute("aria-pressed", String(checked));
    }
  }

  hands.onSelect(show);
  hands.writer.on(show);
  const element = el("div", { class: "menu-bar" });
  replace(element, menus, tools);
  return element;
}

function rove(event, nodes) {
  const at = nodes.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: nodes.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  give(nodes, nodes[(to + nodes.length) % nodes.length]);
}

function give(nodes, node) {
  for (const one of nodes) one.tabIndex = one === node ? 0 : -1;
  node.focus();
}
