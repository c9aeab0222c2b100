/**
 * Giving a cell a link, or another one.
 */

import { linking } from "../doing/cells.js";
import { cellName } from "../model/a1.js";
import { link, links, shown } from "../model/cell.js";
import { followable } from "../../slack/text/links.js";
import { ask, field } from "./dialog.js";

/** Asks for the text and the address of the active cell's link. @param {object} hands */
export async function openLinkDialog(hands) {
  if (!hands.finishEditing()) return;
  const { active } = hands.selection;
  const cell = hands.activeCell;
  const text = field("Text", { value: shown(cell) });
  const address = field("Link", {
    value: link(cell) ?? links(cell)[0] ?? "",
    type: "text",
    inputMode: "url",
    placeholder: "https://",
  });
  const check = () => {
    const given = completed(address.input.value);
    return given === "" || followable(given)
      ? ""
      : "This is no address of a web page or of mail. An address looks like https://example.com/paper.";
  };
  const agreed = await ask({
    title: `Link of ${cellName(active.row, active.column)}`,
    content: [text.element, address.element],
    agree: "Apply",
    check,
    first: shown(cell) === "" ? text.input : address.input,
  });
  hands.grid.focus();
  if (!agreed) return;
  const to = completed(address.input.value);
  const named = text.input.value === "" ? to : text.input.value;
  if (named !== "") hands.run(linking(active, named, to), { tells: true });
}

/** An address as people write it, with its scheme. */
function completed(given) {
  const address = given.trim();
  if (address === "" || /^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  return address.includes("@") && !address.includes("/")
    ? `mailto:${address}`
    : `https://${address}`;
}
