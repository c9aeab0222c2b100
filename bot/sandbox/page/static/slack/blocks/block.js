/**
 * Draws one block of Block Kit.
 */

import { el } from "../../element.js";
import { drawIcon } from "../icons.js";
import { drawBlocks, drawInline, drawLink } from "../text/draw.js";
import { parseTree } from "../text/markdown.js";
import { parseMrkdwn, parsePlain } from "../text/mrkdwn.js";
import { parseRichText } from "../text/rich_text.js";
import { drawUnknown } from "../unknown.js";
import { drawButton, drawFeedback, drawIconButton, drawOverflow } from "./buttons.js";
import { drawInput, drawPicked } from "./input.js";
import { holdsValue } from "./states.js";
import { drawTable } from "./table.js";

const PRESSED = {
  button: drawButton,
  overflow: drawOverflow,
  icon_button: drawIconButton,
  feedback_buttons: drawFeedback,
};

/**
 * Draws a block.
 *
 * @param {object} block
 * @param {import("./surface.js").Surface} surface
 * @param {import("./form.js").Form} form what is in the fields.
 * @returns {HTMLElement}
 */
export function drawBlock(block, surface, form) {
  const draw = Object.hasOwn(DRAWN, block.type)
    ? DRAWN[block.type]
    : () => drawUnknown("block", block);
  return el("div", { class: "block", data: { type: block.type } }, draw(block, surface, form));
}

/** Draws a text object of either kind. @returns {(Node|string)[]} */
export function drawText(text, reader) {
  if (text.type !== "mrkdwn")
    return drawInline(parsePlain(text.text, { emoji: text.emoji ?? true }), reader);
  return drawBlocks(parseMrkdwn(text.text, { verbatim: text.verbatim }), reader);
}

const DRAWN = {
  section(block, surface, form) {
    const { text, fields, accessory } = block;
    const main = el(
      "div",
      { class: "section-main" },
      text && el("div", { class: "text" }, drawText(text, surface.reader)),
      fields &&
        el(
          "div",
          { class: "section-fields" },
          fields.map((one) => el("div", { class: "text" }, drawText(one, surface.reader))),
        ),
    );
    return [
      main,
      accessory &&
        el("div", { class: "section-accessory" }, drawElement(accessory, block, surface, form)),
    ];
  },
  actions: (block, surface, form) =>
    block.elements.map((one) => drawElement(one, block, surface, form)),
  context_actions: (block, surface, form) =>
    block.elements.map((one) => drawElement(one, block, surface, form)),
  context: (block, { reader }) =>
    block.elements.map((one) =>
      one.type === "image" ? drawPicture(one) : el("div", { class: "text" }, drawText(one, reader)),
    ),
  header: (block, { reader }) => el("h3", {}, drawText(block.text, reader)),
  divider: () => el("hr"),
  image: (block, { reader }) => [
    block.title && el("div", { class: "image-title" }, drawText(block.title, reader)),
    drawPicture(block),
  ],
  input: drawInput,
  rich_text: (block, { reader }) =>
    el("div", { class: "text" }, drawBlocks(parseRichText(block), reader)),
  markdown: (block, { reader }) =>
    el("div", { class: "text markdown" }, drawBlocks(parseTree(block.tree), reader)),
  table: (block, { reader }) => drawTable(block, reader),
  video: (block, { reader }) =>
    framed("video", [
      el(
        "div",
        { class: "framed-title" },
        block.title_url
          ? drawLink(block.title_url, drawText(block.title, reader))
          : drawText(block.title, reader),
      ),
      block.description && el("div", {}, drawText(block.description, reader)),
      el(
        "div",
        { class: "framed-address" },
        [block.provider_name, block.author_name, block.video_url].filter(Boolean).join(" · "),
      ),
    ]),
  file: (block) =>
    framed("file", [
      el("div", { class: "framed-title" }, "A file"),
      el("div", { class: "framed-address" }, block.external_id),
    ]),
};

function drawElement(element, block, surface, form) {
  if (Object.hasOwn(PRESSED, element.type)) return PRESSED[element.type](element, block, surface);
  if (element.type === "image") return drawPicture(element);
  if (holdsValue(element)) return drawPicked(element, block, surface, form);
  return drawUnknown("element", element);
}

/** A picture is not fetched: this page asks no other host for anything. */
function drawPicture({ alt_text: alt, image_url: url, slack_file: file }) {
  const address = url ?? file?.url ?? file?.id ?? "";
  return framed(
    "image",
    [
      el("div", { class: "framed-title" }, alt),
      el("div", { class: "framed-address" }, drawLink(address, address)),
    ],
    alt,
  );
}

function framed(icon, content, name) {
  const label = { image: "Image", video: "Video", file: "File" }[icon];
  return el(
    "div",
    {
      class: "framed",
      data: { kind: icon },
      role: icon === "image" ? "img" : "group",
      aria: { label: name ? `${label}: ${name}` : label },
    },
    drawIcon(icon),
    el("div", { class: "framed-text" }, content),
  );
}
