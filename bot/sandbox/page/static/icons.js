/**
 * The page's own icons, drawn in the colour of the text around them.
 */

import { svg } from "./element.js";

const PATHS = {
  bolt: "M11 2 4.5 11H9l-1 7 7.5-10H11z",
  check: "m4 10.5 4 4 8-9",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm0 3v4.2l2.8 1.8",
  close: "m5 5 10 10M15 5 5 15",
  down: "m5.5 8 4.5 4.5L14.5 8",
  help: "M7.6 7.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8m0 2.6v.1M10 2.6a7.4 7.4 0 1 0 0 14.8 7.4 7.4 0 0 0 0-14.8z",
  moon: "M15.8 12A6.6 6.6 0 0 1 8 4.2a6.6 6.6 0 1 0 7.8 7.8z",
  sun: "M10 6.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8zM10 2v1.6m0 12.8V18m8-8h-1.6M3.6 10H2m13.7-5.7-1.2 1.2m-9 9-1.2 1.2m11.4 0-1.2-1.2m-9-9L4.3 4.3",
  up: "m5.5 12 4.5-4.5 4.5 4.5",
  window: "M3 4.5h14v11H3zM10 4.5v11",
};

/**
 * Draws an icon. It says nothing to a screen reader: what it stands in has a name.
 *
 * @param {keyof PATHS} name
 * @returns {SVGElement}
 */
export function icon(name) {
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true", "data-icon": name },
    svg("path", { d: PATHS[name] }),
  );
}
