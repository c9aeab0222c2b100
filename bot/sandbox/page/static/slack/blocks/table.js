/**
 * Table blocks: the first row is the heading.
 */

import { el } from "../../element.js";
import { drawBlocks, drawInline } from "../text/draw.js";
import { parsePlain } from "../text/mrkdwn.js";
import { parseRichText } from "../text/rich_text.js";
import { drawUnknown } from "../unknown.js";

/** Draws a `table` block. @param {import("../reader.js").Reader} reader */
export function drawTable(block, reader) {
  const settings = block.column_settings ?? [];
  const [head = [], ...rows] = block.rows;
  const drawn = (name, row) =>
    row.map((cell, column) => {
      const { align, is_wrapped: wraps } = settings[column] ?? {};
      return el(
        name,
        {
          data: { align: align ?? null, wraps: wraps ? "" : null },
          scope: name === "th" ? "col" : null,
        },
        cellOf(cell, reader),
      );
    });
  return el(
    "div",
    { class: "text-table", tabIndex: 0, role: "region", aria: { label: "Table" } },
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, drawn("th", head))),
      el(
        "tbody",
        {},
        rows.map((row) => el("tr", {}, drawn("td", row))),
      ),
    ),
  );
}

function cellOf(cell, reader) {
  switch (cell.type) {
    case "raw_text":
      return drawInline(parsePlain(cell.text), reader);
    case "raw_number":
      return cell.text ?? String(cell.value ?? "");
    case "rich_text":
      return drawBlocks(parseRichText(cell), reader);
    default:
      return drawUnknown("element", cell);
  }
}
