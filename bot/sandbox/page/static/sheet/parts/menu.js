/**
 * Menus: of the menu bar, and of what is right-clicked.
 */

import { el } from "../../element.js";
import { icon } from "../icons.js";

const EDGE = 4;

/**
 * Opens a menu. Arrow keys, Home, End and letters move in it; Escape and a click elsewhere close
 * it.
 *
 * @param {{
 *   label: string,
 *   items: ({label: string, act: () => void, keys?: string, disabled?: boolean, checked?: boolean}|"line"|{heading: string})[],
 *   at: {x: number, y: number}|HTMLElement, `at` is a point of the window or what it hangs from
 *   onClose?: (how: "chosen"|"left"|"right"|"closed") => void,
 * }} what `onClose` is called with "left" or "right" where an arrow key leads to another menu.
 * @returns {{close: () => void, element: HTMLElement}}
 */
export function openMenu({ label, items, at, onClose = () => {} }) {
  let how = "closed";
  const element = el(
    "div",
    { class: "sheet-menu", role: "menu", popover: "auto", aria: { label }, on: { keydown: press } },
    items.map((item) => drawn(item, choose)),
  );
  document.body.append(element);
  element.showPopover();
  place(element, at);
  (choosable(element)[0] ?? element).focus();
  element.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    element.remove();
    onClose(how);
  });

  function choose(act) {
    how = "chosen";
    element.hidePopover();
    act();
  }

  function press(event) {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      how = event.key === "ArrowLeft" ? "left" : "right";
      element.hidePopover();
    } else if (event.key === "Tab") element.hidePopover();
    else if (!moved(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { element, close: () => element.hidePopover() };
}

function drawn(item, choose) {
  if (item === "line") return el("div", { class: "sheet-menu-line", role: "separator" });
  if (item.heading)
    return el("div", { class: "sheet-menu-heading", role: "presentation" }, item.heading);
  const { label, keys, act, disabled = false, checked } = item;
  return el(
    "button",
    {
      class: "sheet-menu-item",
      type: "button",
      role: checked === undefined ? "menuitem" : "menuitemcheckbox",
      tabIndex: -1,
      aria: {
        checked: checked === undefined ? null : String(checked),
        disabled: disabled ? "true" : null,
        keyshortcuts: keys ?? null,
      },
      on: { click: () => !disabled && choose(act) },
    },
    el("span", { class: "sheet-menu-check" }, checked && icon("check")),
    el("span", { class: "sheet-menu-label" }, label),
    keys && el("span", { class: "sheet-menu-keys", aria: { hidden: "true" } }, keys),
  );
}

function choosable(element) {
  return [...element.querySelectorAll("[role^=menuitem]")];
}

function moved(event) {
  const items = choosable(event.currentTarget);
  const here = items.indexOf(document.activeElement);
  const to = target(event.key, items, here);
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
  items[to]?.focus();
  return true;
}

function target(key, items, here) {
  const count = items.length;
  if (key === "ArrowDown") return (here + 1) % count;
  if (key === "ArrowUp") return (here - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key.length !== 1 || key === " ") return undefined;
  const after = items.map((_, step) => (here + 1 + step) % count);
  return after.find((index) =>
    items[index]
      .querySelector(".sheet-menu-label")
      .textContent.toLowerCase()
      .startsWith(key.toLowerCase()),
  );
}

/** Puts a floating element below what it belongs to or at a point, wherever it fits. */
export function place(element, at) {
  const box =
    at instanceof Element
      ? at.getBoundingClientRect()
      : { left: at.x, right: at.x, top: at.y, bottom: at.y };
  const { offsetWidth: width, offsetHeight: height } = element;
  const left = Math.max(EDGE, Math.min(box.left, window.innerWidth - width - EDGE));
  const below = window.innerHeight - box.bottom - EDGE;
  const above = box.top - EDGE;
  const goesUp = height > below && above > below;
  const top = goesUp ? Math.max(EDGE, box.top - height) : box.bottom;
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
  element.style.maxHeight = `${goesUp ? above : below}px`;
}
