/**
 * The line between the panes, moved by mouse or keyboard; where it stands is remembered.
 */

import { el } from "../element.js";
import { recall, remember } from "../memory.js";

const FIRST = 55;
const STEP = 2;
/** What each pane needs to be of use, in pixels. */
const SLACK_PX = 480;
const SHEET_PX = 360;

/**
 * @param {HTMLElement} panes what it divides: its custom properties --split and --rest are set.
 * @returns {HTMLElement}
 */
export function divider(panes) {
  let wanted = Number(recall("split", FIRST)) || FIRST;
  let share = wanted;
  const element = el("div", {
    class: "divider",
    role: "separator",
    tabindex: "0",
    title: "Drag, or use the arrow keys. Double-click to set it back.",
    aria: {
      label: "Width of Slack",
      orientation: "vertical",
      controls: "slack-pane",
    },
    on: { keydown: press, pointerdown: grab, dblclick: () => put(FIRST) },
  });

  /** The share of the width that is the least, and the most, at which both panes are of use. */
  function ends() {
    const width = Math.max(panes.clientWidth, SLACK_PX + SHEET_PX);
    return [(SLACK_PX / width) * 100, 100 - (SHEET_PX / width) * 100];
  }

  function put(asked) {
    const [least, most] = ends();
    wanted = Math.max(least, Math.min(most, asked));
    remember("split", wanted === FIRST ? null : wanted);
    draw();
  }

  function draw() {
    const [least, most] = ends();
    share = Math.max(least, Math.min(most, wanted));
    panes.style.setProperty("--split", `${share}fr`);
    panes.style.setProperty("--rest", `${100 - share}fr`);
    element.setAttribute("aria-valuemin", String(Math.round(least)));
    element.setAttribute("aria-valuemax", String(Math.round(most)));
    element.setAttribute("aria-valuenow", String(Math.round(share)));
    element.setAttribute("aria-valuetext", `Slack has ${Math.round(share)} percent of the width`);
  }

  function press(event) {
    const to = {
      ArrowLeft: share - STEP,
      ArrowRight: share + STEP,
      Home: 0,
      End: 100,
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

  new ResizeObserver(draw).observe(panes);
  return element;
}
