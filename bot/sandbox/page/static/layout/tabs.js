/**
 * In a narrow window the two panes are two tabs.
 */

import { el } from "../element.js";

const NARROW = "(max-width: 999.98px)";

/**
 * @param {{label: string, pane: HTMLElement}[]} parts
 * @returns {HTMLElement} the row of tabs, hidden where there is room for both panes.
 */
export function tabs(parts) {
  const narrow = window.matchMedia(NARROW);
  let chosen = parts[0];
  for (const part of parts) {
    part.tab = el(
      "button",
      {
        class: "tab",
        type: "button",
        role: "tab",
        id: `${part.pane.id}-tab`,
        aria: { controls: part.pane.id },
        on: { click: () => choose(part) },
      },
      part.label,
    );
  }
  const element = el(
    "div",
    {
      class: "tabs",
      role: "tablist",
      aria: { label: "Slack or sheet" },
      data: { region: "tabs" },
      on: { keydown: press },
    },
    parts.map((part) => part.tab),
  );

  function choose(part) {
    chosen = part;
    draw();
  }

  function press(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const at = parts.indexOf(chosen);
    choose(parts[(at + step + parts.length) % parts.length]);
    chosen.tab.focus();
  }

  function draw() {
    element.hidden = !narrow.matches;
    for (const { tab, pane, label } of parts) {
      const seen = pane === chosen.pane;
      tab.setAttribute("aria-selected", String(seen));
      tab.tabIndex = seen ? 0 : -1;
      pane.hidden = narrow.matches && !seen;
      pane.setAttribute("role", narrow.matches ? "tabpanel" : "region");
      pane.setAttribute("aria-label", label);
    }
  }

  narrow.addEventListener("change", draw);
  draw();
  return element;
}
