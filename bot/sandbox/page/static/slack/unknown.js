/**
 * What this Slack does not know is shown as such, loudly: whoever builds with it is to see at once
 * that it would not look here as it does in Slack.
 */

import { el } from "../element.js";

/**
 * Draws a framed warning with what was not known.
 *
 * @param {string} kind "block", "element" or "text".
 * @param {object} what it, as it came.
 */
export function drawUnknown(kind, what) {
  const type = typeof what?.type === "string" ? what.type : "without a type";
  return el(
    "div",
    { class: "unknown", role: "note", aria: { label: `Unknown ${kind} ${type}` } },
    el(
      "p",
      { class: "unknown-title" },
      `This sandbox cannot draw the ${kind} `,
      el("code", {}, type),
      ".",
    ),
    el("pre", { tabIndex: 0, aria: { label: "What the app sent" } }, JSON.stringify(what, null, 2)),
  );
}
