/**
 * The line between the panes, moved by mouse or keyboard; where it stands is remembered.
 */

import { el } from "../element.js";
import { recall, remember } from "../memory.js";

const FIRST = 55;
const LEAST = 25;
const MOST = 75;
const STEP = 2;

/**
 * @param {HTMLElement} panes what it divides: its custom properties --split and --rest are set.
 * @returns {HTMLElement}
 */
export function divider(panes) {
  let share = FIRST;
  const element = el("div", {
    class: "divider",
    role: "separator",
    tabindex: "0",
    title: "Drag, or use the arrow keys. Double-click to set it back.",
    aria: {
      label: "Width of Slack",
      orientation: "vertical",
      valuemin: LEAST,
      valuemax: MOST,
      controls: "slack-pane",
    },
    on: { keydown: press, pointerdown: grab, dblclick: () => put(FIRST) },
  });

  function put(wanted) {
    share = Math.min(MOST, Math.max(LEAST, wanted));
    panes.style.setProperty("--split", `${share}fr`);
    panes.style.setProperty("--rest", `${100 - share}fr`);
    element.setAttribute("aria-valuenow", String(Math.round(share)));
    element.setAttribute("aria-valuetext", `Slack has ${Math.round(share)} percent of the width`);
    remember("split", share === FIRST ? null : share);
  }

  function press(event) {
    const to = {
      ArrowLeft: share - STEP,
      ArrowRight: share + STEP,
      Home: LEAST,
      End: MOST,
      Enter: FIRST,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    put(to);
  }

  function grab(event) {
    event.preventDefault();
    element.focus({ focusVisible: false });
    element.setPointerCapture(event.pointerId);
    element.dataset.dragged = "";
    const drag = (moved) => {
      const box = panes.getBoundingClientRect();
      put(((moved.clientX - box.left) / box.width) * 100);
    };
    const drop = () => {
      delete element.dataset.dragged;
      element.removeEventListener("pointermove", drag);
    };
    element.addEventListener("pointermove", drag);
    element.addEventListener("lostpointercapture", drop, { once: true });
  }

  put(Number(recall("split", FIRST)) || FIRST);
  return element;
}
