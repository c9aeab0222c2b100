/**
 * A button that opens a panel below it, and puts the focus on what has `autofocus` in there. Escape,
 * a click elsewhere or the button close it, and the focus goes back to the button.
 */

import { el } from "../element.js";

const EDGE = 8;
const GAP = 4;

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
    button.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState !== "open") return;
    onOpen?.();
    place(panel, button);
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
  const isLeft = at.left < window.innerWidth / 2;
  panel.style.left = isLeft ? `${Math.max(EDGE, at.left)}px` : "auto";
  panel.style.right = isLeft ? "auto" : `${Math.max(EDGE, window.innerWidth - at.right)}px`;
  panel.style.top = `${at.bottom + GAP}px`;
  panel.style.maxHeight = `${window.innerHeight - at.bottom - GAP - EDGE}px`;
}
