/**
 * What hangs below a message: the app's attachments, each beside a bar in its colour.
 */

import { el } from "../../element.js";
import { BlockList } from "../blocks/list.js";
import { drawBlocks, drawLink } from "../text/draw.js";
import { parseMrkdwn } from "../text/mrkdwn.js";

const COLOURS = { good: "#2eb886", warning: "#daa038", danger: "#a30200" };
const COLOUR = /^#?[0-9a-f]{6}$/iu;

/**
 * Draws a message's attachments; nothing where there are none.
 *
 * @param {object} message
 * @param {import("../blocks/surface.js").Surface} surface
 */
export function drawAttachments({ attachments }, surface) {
  return (attachments ?? []).map((one) => {
    const frame = el("div", { class: "attachment" }, contentOf(one, surface));
    const colour =
      COLOURS[one.color] ??
      (COLOUR.test(one.color ?? "") ? `#${one.color.replace("#", "")}` : null);
    if (colour) frame.style.setProperty("--bar", colour);
    return frame;
  });
}

function contentOf(one, surface) {
  if (one.blocks) {
    const list = new BlockList(surface);
    list.update(one.blocks);
    return list.element;
  }
  const text = (said) =>
    said && el("div", { class: "text" }, drawBlocks(parseMrkdwn(said), surface.reader));
  const title = one.title && (one.title_link ? drawLink(one.title_link, one.title) : one.title);
  const known = one.pretext || one.title || one.text || one.fields || one.author_name || one.footer;
  return [
    text(one.pretext),
    one.author_name && el("div", { class: "attachment-small" }, one.author_name),
    title && el("div", { class: "attachment-title" }, title),
    text(one.text),
    one.fields &&
      el(
        "div",
        { class: "section-fields" },
        one.fields.map((field) => [el("div", {}, el("b", {}, field.title), text(field.value))]),
      ),
    one.footer && el("div", { class: "attachment-small" }, one.footer),
    !known && el("div", {}, one.fallback ?? ""),
  ];
}
