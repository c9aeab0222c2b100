/**
 * Menus that open at a button: a message's menu, an overflow menu, the + at the message box.
 */

import { el } from "../element.js";
import { placeFloating } from "./float.js";
import { followable } from "./text/links.js";

/**
 * Opens a menu at a button. Escape and a click elsewhere close it, and the focus goes back to the
 * button; arrow keys, Home, End and letters move in it.
 *
 * @param {HTMLElement} anchor
 * @param {string} label the menu's name.
 * @param {({label: string|Node[], detail?: string, act?: () => void, danger?: boolean, href?: string}|"line"|{heading: string})[]} items
 * @param {{align?: "start"|"end", above?: boolean}} [how]
 */
export function openMenu(anchor, label, items, how = {}) {
  const menu = el(
    "div",
    {
      class: "slack-menu floating",
      role: "menu",
      popover: "auto",
      aria: { label },
      on: { keydown: move },
    },
    items.map((item) => drawItem(item, close)),
  );
  // Where the button stands, so that the menu is above all that is there, a modal included.
  anchor.after(menu);
  anchor.setAttribute("aria-expanded", "true");
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "open") return;
    anchor.setAttribute("aria-expanded", "false");
    const hadFocus =
      menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    if (hadFocus) anchor.focus();
  });
  menu.showPopover();
  placeFloating(menu, anchor, how);
  menu.querySelector("[role=menuitem]")?.focus();

  function close() {
    menu.hidePopover();
    anchor.focus();
  }
}

function drawItem(item, close) {
  if (item === "line") return el("div", { class: "slack-menu-line", role: "separator" });
  if (item.heading)
    return el("div", { class: "slack-menu-heading", role: "presentation" }, item.heading);
  const { label, detail, act, danger, href } = item;
  const address = href ? followable(href) : null;
  const choose = () => {
    close();
    act?.();
  };
  return el(
    address ? "a" : "button",
    {
      class: "slack-menu-item",
      role: "menuitem",
      tabIndex: -1,
      data: { danger: danger ? "" : null },
      on: { click: choose },
      ...(address
        ? { href: address, target: "_blank", rel: "noopener noreferrer" }
        : { type: "button" }),
    },
    el("span", { class: "slack-menu-label" }, label),
    detail && el("span", { class: "slack-menu-detail" }, detail),
  );
}

function move(event) {
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = target(event.key, items, at);
  if (event.key === "Escape") event.stopPropagation();
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[to]?.focus();
}

function target(key, items, at) {
  const count = items.length;
  switch (key) {
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Tab":
      return at;
    default: {
      if (key.length !== 1 || key === " ") return undefined;
      const order = items.map((_, step) => (at + 1 + step) % count);
      return order.find((index) =>
        items[index].textContent.toLowerCase().startsWith(key.toLowerCase()),
      );
    }
  }
}
