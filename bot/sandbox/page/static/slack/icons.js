/**
 * The Slack's own icons, drawn in the colour of the text around them.
 */

import { svg } from "../element.js";

const PATHS = {
  back: "M12.5 4.5 7 10l5.5 5.5",
  bold: "M6 4h5a3 3 0 0 1 0 6H6zm0 6h6a3 3 0 0 1 0 6H6z",
  bullets: "M8 5.5h9M8 10h9m-9 4.5h9M3.5 5.5h.01M3.5 10h.01m-.01 4.5h.01",
  calendar: "M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5",
  channel: "M4 7.5h13M3 12.5h13M8.5 3 6 17M14 3l-2.5 14",
  check: "m4 10.5 4 4 8-9",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm0 3v4.2l2.8 1.8",
  close: "m5.5 5.5 9 9m0-9-9 9",
  code: "m7 6-4 4 4 4m6-8 4 4-4 4",
  code_block: "M3 4.5h14v11H3zm6 3L6.5 10 9 12.5m2.5-5L14 10l-2.5 2.5",
  down: "m6 8 4 4 4-4",
  eye: "M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10zm8-2.2a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z",
  file: "M5 2.5h6.5L15.5 7v10.5H5zM11.5 2.5V7h4",
  image: "M3 4h14v12H3zm0 9 4-4 4 4 2.5-2.5L17 14M12.5 7.5h.01",
  italic: "M8.5 4h6m-9 12h6m1-12-4 12",
  link: "M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1m1 3.2a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1",
  lock: "M5 9h10v7.5H5zm2 0V6.5a3 3 0 0 1 6 0V9",
  mention:
    "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zm3.5 0v4.7c0 2.8 3.5 2.5 3.5-1.2a7 7 0 1 0-2.8 5.6",
  more: "M10 4.5h.01M10 10h.01M10 15.5h.01",
  more_across: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  next: "m7.5 4.5 5.5 5.5-5.5 5.5",
  numbers: "M8 5.5h9M8 10h9m-9 4.5h9M3 4l1-.5V7m-1 6h1.6l-1.6 3h1.8",
  plus: "M10 4v12M4 10h12",
  quote: "M4 4v12M8 6h8m-8 4h8m-8 4h5",
  react:
    "M8.5 3.2a7 7 0 1 0 8.3 8.3M6.5 11.5a3.5 3.5 0 0 0 6 0M7.5 8h.01m4.99 0h.01M15.5 2v6m-3-3h6",
  reply: "M3.5 4h13v9h-7l-4 3.5V13h-2z",
  send: "m3 3.5 14.5 6.5L3 16.5 5 10zM5 10h6",
  slash: "M4 4.5h12v11H4zm8 2-4 7",
  strike:
    "M3 10h14M13.5 6.2C13 4.8 11.8 4 10 4 7.8 4 6.4 5.2 6.4 6.8c0 .9.4 1.6 1.2 2.1m-1.4 4.7C6.8 15.2 8.2 16 10 16c2.3 0 3.8-1.2 3.8-3 0-.5-.1-1-.4-1.4",
  trash: "M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11",
  video: "M3 5h9.5v10H3zm9.5 4L17 6v8l-4.5-3z",
  warning: "M10 3 2.5 16.5h15zM10 8v4m0 2.3h.01",
};

/**
 * Draws an icon. It says nothing to a screen reader: what it stands in has a name.
 *
 * @param {keyof PATHS} name
 * @returns {SVGElement}
 */
export function drawIcon(name) {
  return svg(
    "svg",
    { class: "slack-icon", viewBox: "0 0 20 20", "aria-hidden": "true", "data-icon": name },
    svg("path", { d: PATHS[name] }),
  );
}
