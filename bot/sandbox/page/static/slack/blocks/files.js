/**
 * File inputs. The sandbox takes no files, and says so where one is asked for.
 */

import { el } from "../../element.js";
import { drawIcon } from "../icons.js";

/** Draws a file input, as a field in which nothing can stand. @param {import("./field.js").Place} place */
export function drawFiles(element, place) {
  const kinds = element.filetypes?.length ? ` (${element.filetypes.join(", ")})` : "";
  const input = el(
    "div",
    {
      class: "files",
      role: "group",
      tabIndex: 0,
      aria: { label: place.naming.label, labelledby: place.naming.labelledBy },
    },
    drawIcon("file"),
    el(
      "span",
      {},
      `In Slack, up to ${element.max_files ?? 10} files${kinds} can be added here. The sandbox takes none.`,
    ),
  );
  return { node: input, input, value: [] };
}
