/**
 * The icons of the sheet, drawn in the colour of the text around them.
 */

import { svg } from "../element.js";

const PATHS = {
  ascending: "M5 15V5m0 0L2.5 7.5M5 5l2.5 2.5M10 5h7M10 10h5M10 15h3",
  bars: "M4 6h12M6.5 10h7M9 14h2",
  bold: "M6 4h5a3 3 0 0 1 0 6H6zm0 6h6a3 3 0 0 1 0 6H6z",
  check: "m4 10.5 4 4 8-9",
  close: "m5 5 10 10M15 5 5 15",
  cloud:
    "M6 15.5a3.5 3.5 0 0 1-.4-7A4.5 4.5 0 0 1 14.3 8 3.8 3.8 0 0 1 14 15.5zm2-4.2 1.6 1.6 3-3.2",
  copy: "M7 7h9v9H7zM4 13V4h9",
  down: "m5.5 8 4.5 4.5L14.5 8",
  edit: "m4 16 1-4 8.5-8.5 3 3L8 15z",
  formula: "M4 16c2 0 2.5-1.5 3-4l1-6c.4-2 1.2-2.5 3-2M5.5 9h5M11 10.5l5 5m0-5-5 5",
  funnel: "M3.5 4.5h13L12 10.5v5l-4-2v-3z",
  italic: "M9 4h6M5 16h6M12.5 4l-5 12",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.4-2.4a3 3 0 0 0-4.3-4.3l-1 1m1.6 2.7a3 3 0 0 0-4.3 0l-2.4 2.4a3 3 0 0 0 4.3 4.3l1-1",
  lines: "M3.5 6h13M3.5 10h13M3.5 14h13",
  plus: "M10 4v12M4 10h12",
  redo: "M12 4.5 15.5 8 12 11.5M15 8H8a4 4 0 0 0 0 8h4",
  search: "M8.8 3.5a5.3 5.3 0 1 0 0 10.6 5.3 5.3 0 0 0 0-10.6zm3.8 9.1 4 4",
  sheet: "M4 3.5h12v13H4zM4 8h12M4 12.2h12M9 8v8.5",
  strikethrough:
    "M3.5 10h13M13.5 6.5C13 5 11.7 4.2 10 4.2c-2 0-3.5 1-3.5 2.6 0 1 .5 1.6 1.3 2.1m4.4 2.3c.9.5 1.4 1.2 1.4 2.1 0 1.7-1.5 2.7-3.6 2.7-1.9 0-3.3-.9-3.7-2.5",
  triangle: "M6 8.2h8L10 13z",
  undo: "M8 4.5 4.5 8 8 11.5M5 8h7a4 4 0 0 1 0 8H8",
  unlink:
    "M8.5 11.5a3 3 0 0 0 4.3 0l2.4-2.4a3 3 0 0 0-4.3-4.3l-1 1m1.6 2.7a3 3 0 0 0-4.3 0l-2.4 2.4a3 3 0 0 0 4.3 4.3l1-1M3 3l14 14",
  up: "m5.5 12 4.5-4.5 4.5 4.5",
};
const FILLED = new Set(["triangle"]);

/**
 * Draws an icon. It says nothing to a screen reader: what it stands in has a name.
 *
 * @param {keyof PATHS} name
 * @returns {SVGElement}
 */
export function icon(name) {
  return svg(
    "svg",
    {
      class: FILLED.has(name) ? "icon filled" : "icon",
      viewBox: "0 0 20 20",
      "aria-hidden": "true",
      "data-icon": name,
    },
    svg("path", { d: PATHS[name] }),
  );
}
