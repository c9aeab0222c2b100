/**
 * The items of a menu: arrow keys, Home and End, and letters move between them.
 */

import { el, replace } from "../element.js";

/**
 * Makes an empty menu; `fill` puts items into it.
 *
 * @param {string} label its name.
 * @returns {{element: HTMLElement, fill: (items: Item[]) => void}}
 *   where Item is `{content, act, checked?, label?}`: with `checked`, it is one of several to
 *   choose from; `label` is what it is found by when a letter is typed, where `content` is no text.
 */
export function menu(label) {
  const element = el("div", {
    class: "menu",
    role: "menu",
    aria: { label },
    on: { keydown: move },
  });
  return { element, fill: (items) => fill(element, items) };
}

function fill(element, items) {
  const focused = items_of(element).indexOf(document.activeElement);
  replace(
    element,
    items.map((item) => drawn(element, item)),
  );
  const first = element.querySelector("[aria-checked=true]") ?? element.firstElementChild;
  if (first) first.autofocus = true;
  if (focused >= 0) items_of(element)[Math.min(focused, items.length - 1)]?.focus();
}

function drawn(element, { content, act, checked, label = null }) {
  const one_of = checked !== undefined;
  return el(
    "button",
    {
      class: "menu-item",
      type: "button",
      role: one_of ? "menuitemradio" : "menuitem",
      tabindex: "-1",
      data: { label },
      aria: { checked: one_of ? String(checked) : null },
      on: {
        click: () => {
          element.hidePopover();
          act();
        },
      },
    },
    content,
  );
}

function items_of(element) {
  return [...element.children];
}

function move(event) {
  const items = items_of(event.currentTarget);
  const at = items.indexOf(document.activeElement);
  const to = target(event.key, items, at);
  if (to === undefined) return;
  event.preventDefault();
  items[to]?.focus();
}

function target(key, items, at) {
  const count = items.length;
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "Tab") return at;
  if (key.length !== 1 || key === " ") return undefined;
  const after = [...items.keys()].map((step) => (at + 1 + step) % count);
  return after.find((index) => startsWith(items[index], key));
}

function startsWith(item, letter) {
  const text = item.dataset.label ?? item.textContent;
  return text.toLowerCase().startsWith(letter.toLowerCase());
}
