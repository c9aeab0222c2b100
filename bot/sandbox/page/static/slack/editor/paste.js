/**
 * What is pasted, as lines: the formats that Slack knows are kept, all others are left out. HTML is
 * read as text with marks in it; none of it ever becomes part of a page.
 */

import { joinRuns, run, withMark } from "./runs.js";

const MARKS = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  s: "strike",
  del: "strike",
  strike: "strike",
  code: "code",
};
const HEADING = /^h[1-6]$/u;
const BLOCK =
  /^(?:p|div|li|blockquote|pre|ul|ol|h[1-6]|section|article|header|footer|main|figure|dl|dt|dd)$/u;
const LEFT_OUT = /^(?:script|style|head|template|noscript|title|svg|iframe|textarea|select)$/u;
const EMPTY = /^(?:br|img|hr|input|meta|link|wbr|source|col|embed|area|base)$/u;
const FORMATTED = /<(?:b|strong|i|em|s|del|strike|code|a|ul|ol|li|blockquote|pre|h[1-6])[\s>]/iu;
const NOT_BOLD = /font-weight:\s*(?:normal|400)/iu;
const PIECE =
  /<!--[\s\S]*?-->|<[!?][^>]*>|<(\/?)([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+|</giu;
const ENTITY = /&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos|nbsp));/giu;
const CHARACTERS = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const ADDRESS = /^(?:https?:\/\/|mailto:)\S/iu;

/** Returns lines for what the clipboard has: as HTML, and as plain text. */
export function linesFromPaste(html, plain) {
  if (!FORMATTED.test(html) || /<table[\s>]/iu.test(html)) return linesOfText(plain);
  const reader = new PasteReader();
  for (const [piece, closing, name, attributes] of html.matchAll(PIECE)) {
    if (name) reader.tag(name.toLowerCase(), closing === "/", attributes);
    else if (!/^<[!?]/u.test(piece)) reader.text(decoded(piece));
  }
  const lines = reader.lines.filter((line) => line.runs.length > 0);
  return lines.length > 0 ? lines : linesOfText(plain);
}

function linesOfText(plain) {
  const rows = plain.replace(/\r\n?/gu, "\n").split("\n");
  return rows.map((text) => ({ runs: [run(text)] }));
}

class PasteReader {
  lines = [{ runs: [] }];
  #open = [{ name: "", style: {}, url: "", indent: -1 }];

  tag(name, isClosing, attributes) {
    if (name === "br") this.#newLine();
    else if (isClosing) this.#close(name);
    else if (!EMPTY.test(name)) this.#begin(name, attributes);
  }

  text(text) {
    const { style, url, kind, isLeftOut } = this.#open.at(-1);
    if (isLeftOut) return;
    if (kind === "code") {
      this.#code(text);
      return;
    }
    const line = this.lines.at(-1);
    const shown = text.replace(/\s+/gu, " ");
    line.runs = joinRuns(
      line.runs,
      run(line.runs.length > 0 ? shown : shown.trimStart(), style, url),
    );
  }

  #code(text) {
    const [first, ...others] = text.split("\n");
    const line = this.lines.at(-1);
    line.runs = joinRuns(line.runs, run(first));
    for (const other of others)
      this.lines.push({ kind: "code", indent: 0, runs: joinRuns(run(other)) });
  }

  #begin(name, attributes) {
    const outer = this.#open.at(-1);
    const inner = { ...outer, name, isLeftOut: outer.isLeftOut || LEFT_OUT.test(name) };
    const mark = HEADING.test(name) ? "bold" : MARKS[name];
    if (mark && !NOT_BOLD.test(attribute(attributes, "style")))
      inner.style = withMark(outer.style, mark, true);
    const address = name === "a" ? attribute(attributes, "href") : "";
    if (ADDRESS.test(address)) inner.url = address;
    if (name === "ul" || name === "ol") inner.indent = outer.indent + 1;
    Object.assign(inner, kindOf(name, attributes, inner, outer));
    this.#open.push(inner);
    if (BLOCK.test(name)) this.#newLine();
  }

  #close(name) {
    const at = this.#open.findLastIndex((one) => one.name === name);
    if (at < 1) return;
    this.#open.length = at;
    if (BLOCK.test(name)) this.#newLine();
  }

  #newLine() {
    const { kind, indent } = this.#open.at(-1);
    if (this.lines.at(-1).runs.length === 0) this.lines.pop();
    this.lines.push(kind ? { kind, indent: Math.max(0, indent), runs: [] } : { runs: [] });
  }
}

function kindOf(name, attributes, { indent }, outer) {
  // This page's own editor says of each of its lines what it is.
  const own = attribute(attributes, "data-kind");
  if (own && attribute(attributes, "class") === "line") {
    const depth = /--indent:\s*(\d)/u.exec(attribute(attributes, "style"))?.[1];
    return { kind: own === "text" ? undefined : own, indent: Number(depth ?? 0) };
  }
  switch (name) {
    case "li":
      return { kind: outer.name === "ol" ? "ordered" : "bullet", indent: Math.min(indent, 8) };
    case "blockquote":
      return { kind: "quote", indent: 0 };
    case "pre":
      return { kind: "code", indent: 0 };
    default:
      return {};
  }
}

function attribute(attributes, name) {
  const found = new RegExp(
    `(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`,
    "iu",
  ).exec(attributes);
  return found ? decoded(found[1] ?? found[2] ?? found[3]) : "";
}

function decoded(text) {
  return text.replace(ENTITY, (whole, decimal, hex, name) => {
    if (name) return CHARACTERS[name.toLowerCase()];
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
