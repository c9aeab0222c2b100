/**
 * A button that opens a panel below it. Escape, a click elsewhere or the button close it, and the
 * focus goes back to the button.
 */

import { el } from "../element.js";

const EDGE = 8;

/**
 * @param {{
 *   label: string, content: (Node|string)[], panel: HTMLElement,
 *   class?: string, onOpen?: () => void,
 * }} parts `label` names the button to a screen reader where `content` does not.
 * @returns {{element: HTMLElement, button: HTMLButtonElement, close: () => void}}
 */
export function popup({ label, content, panel, class: kind = "", onOpen }) {
  const button = el(
    "button",
    {
      class: `bar-button ${kind}`,
      type: "button",
      aria: { label, expanded: "false", haspopup: panel.role === "menu" ? "menu" : "dialog" },
    },
    content,
  );
  panel.popover = "auto";
  panel.classList.add("popup");
  button.popoverTargetElement = panel;
  panel.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") onOpen?.();
  });
  panel.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    button.setAttribute("aria-expanded", String(open));
    if (!open) return;
    place(panel, button);
    (panel.querySelector("[data-first]") ?? panel.querySelector("button, input, select"))?.focus();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    panel.showPopover();
  });
  window.addEventListener("resize", () => panel.matches(":popover-open") && place(panel, button));
  return {
    element: el("div", { class: "popup-holder" }, button, panel),
    button,
    close: () => panel.hidePopover(),
  };
}

function place(panel, button) {
  const at = button.getBoundingClientRect();
  const width = panel.offsetWidth;
  const left = Math.min(at.left, window.innerWidth - width - EDGE);
  panel.style.left = `${Math.max(EDGE, left)}px`;
  panel.style.top = `${at.bottom + 4}px`;
  panel.style.maxHeight = `${window.innerHeight - at.bottom - 4 - EDGE}px`;
}
