/**
 * Draws the nodes that mrkdwn, rich text and Markdown are parsed into. Whatever a text says, it is
 * text: only the nodes named here become elements, and only followable addresses links.
 */

import { el } from "../../element.js";
import { drawUnknown } from "../unknown.js";
import { formatMoment, fullMoment } from "./dates.js";
import { emojiNamed, emojiOfCodes } from "./emoji.js";
import { followable } from "./links.js";

const WRAPPED = {
  bold: "b",
  italic: "i",
  strike: "s",
  code: "code",
  underline: "u",
  highlight: "mark",
};
const COLOUR = /^#[0-9a-f]{3,8}$/iu;
const BLOCKS = new Set(["paragraph", "pre", "quote", "list", "heading", "rule", "table"]);

/**
 * Draws blocks: paragraphs, lists, quotes, code, headings, tables.
 *
 * @param {object[]} blocks see `mrkdwn.js`, `rich_text.js` and `markdown.js`.
 * @param {import("../reader.js").Reader} reader
 * @returns {Node[]}
 */
export function drawBlocks(blocks, reader) {
  return blocks.map((block) => drawBlock(block, reader));
}

/** Draws inline nodes. @returns {(Node|string)[]} */
export function drawInline(nodes, reader) {
  return nodes.flatMap((node) => drawNode(node, reader));
}

function drawBlock(block, reader) {
  switch (block.type) {
    case "paragraph":
      return el("div", { class: "text-paragraph" }, drawInline(block.children, reader));
    case "heading":
      return el(
        "div",
        {
          class: "text-heading",
          data: { level: block.level },
          role: "heading",
          aria: { level: block.level + 2 },
        },
        drawInline(block.children, reader),
      );
    case "pre":
      return el("pre", { class: "text-pre" }, drawInline(block.children, reader));
    case "quote":
      return el("blockquote", { class: "text-quote" }, drawBlocks(block.children, reader));
    case "list":
      return drawList(block, reader);
    case "rule":
      return el("hr", { class: "text-rule" });
    case "table":
      return drawTable(block, reader);
    default:
      return drawUnknown("text", block.what ?? block);
  }
}

function drawList({ ordered, indent, offset, border, items }, reader) {
  const attributes = {
    class: "text-list",
    data: { indent: indent % 3, border: border ? "" : null },
  };
  if (ordered && offset > 0) attributes.start = offset + 1;
  const list = el(
    ordered ? "ol" : "ul",
    attributes,
    items.map((item) => drawItem(item, reader)),
  );
  if (indent > 0) list.style.setProperty("--indent", indent);
  return list;
}

function drawItem(item, reader) {
  const isOfBlocks = item.some(({ type }) => BLOCKS.has(type));
  return el("li", {}, isOfBlocks ? drawBlocks(item, reader) : drawInline(item, reader));
}

function drawTable({ head, rows }, reader) {
  const cell = (name) => (inner) =>
    el(name, { data: { align: inner.align ?? null } }, drawInline(inner.children, reader));
  return el(
    "div",
    { class: "text-table" },
    el(
      "table",
      {},
      head.length > 0 && el("thead", {}, el("tr", {}, head.map(cell("th")))),
      el(
        "tbody",
        {},
        rows.map((row) => el("tr", {}, row.map(cell("td")))),
      ),
    ),
  );
}

function drawNode(node, reader) {
  if (Object.hasOwn(WRAPPED, node.type)) {
    return el(WRAPPED[node.type], {}, drawInline(node.children, reader));
  }
  switch (node.type) {
    case "text":
      return drawText(node.text);
    case "break":
      return el("br");
    case "link":
      return drawLink(node.url, drawInline(node.children, reader));
    case "emoji":
      return drawEmoji(node);
    case "user":
      return drawPerson(node, reader);
    case "channel":
      return drawChannel(node, reader);
    case "usergroup":
      return el("span", { class: "mention" }, named(node.label || node.id, "@"));
    case "broadcast":
      return el("span", { class: "mention", data: { me: "" } }, `@${node.range}`);
    case "date":
      return drawDate(node, reader);
    case "color":
      return drawColour(node.value);
    default:
      return drawUnknown("text", node.what ?? node);
  }
}

/** A blank line is half as high as a line of text, as in Slack. */
function drawText(text) {
  return text
    .split(/(\n\n+)/u)
    .filter(Boolean)
    .flatMap((part) =>
      part.startsWith("\n\n")
        ? Array.from({ length: part.length - 1 }, () => el("span", { class: "text-gap" }, "\n"))
        : [part],
    );
}

/** Draws a link where the address can be followed; otherwise what it says, as text. */
export function drawLink(address, content) {
  const href = followable(address);
  if (href === null) return el("span", { class: "not-a-link", title: address }, content);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, content);
}

function drawEmoji({ name, unicode }) {
  const character = emojiNamed(name) || (unicode ? emojiOfCodes(unicode) : "");
  if (!character) return `:${name}:`;
  return el(
    "span",
    { class: "emoji", role: "img", title: `:${name}:`, aria: { label: `:${name}:` } },
    character,
  );
}

function drawPerson({ id, label }, reader) {
  const isKnown = reader.people().some((one) => one.id === id);
  const name = isKnown ? reader.person(id).name : label || id;
  return el(
    "span",
    { class: "mention", data: { me: id === reader.me ? "" : null } },
    named(name, "@"),
  );
}

function drawChannel({ id, label }, reader) {
  const channel = reader.channel(id);
  const name = channel?.name || label || id;
  if (!channel) return el("span", { class: "mention" }, named(name, "#"));
  const open = () => reader.openChannel(id);
  return el("button", { class: "mention", type: "button", on: { click: open } }, named(name, "#"));
}

function drawDate({ timestamp, format, url, fallback }, reader) {
  const shown = formatMoment(timestamp, format, reader.zone, reader.now());
  if (shown === null) return fallback || format;
  const moment = new Date(timestamp * 1000).toISOString();
  const title = fullMoment(timestamp, reader.zone, reader.now());
  const time = el("time", { dateTime: moment, title }, shown);
  return url ? drawLink(url, time) : time;
}

function drawColour(value) {
  const swatch =
    COLOUR.test(value) && el("span", { class: "swatch", style: { background: value } });
  return el("span", { class: "colour" }, value, swatch);
}

function named(name, sign) {
  return name.startsWith(sign) ? name : sign + name;
}
