/**
 * What is pasted, as lines: the formats that Slack knows are kept, all others are left out.
 */

import { joinRuns, run, withMark } from "./runs.js";

const MARKS = {
  B: "bold",
  STRONG: "bold",
  I: "italic",
  EM: "italic",
  S: "strike",
  DEL: "strike",
  STRIKE: "strike",
  CODE: "code",
};
const BLOCKS = new Set([
  "P",
  "DIV",
  "LI",
  "BLOCKQUOTE",
  "PRE",
  "UL",
  "OL",
  "H1",
  "H2",
  "H3",
  "H4",
  "H5",
  "H6",
  "SECTION",
  "ARTICLE",
]);
const LEFT_OUT = new Set([
  "SCRIPT",
  "STYLE",
  "HEAD",
  "TEMPLATE",
  "NOSCRIPT",
  "META",
  "LINK",
  "TITLE",
]);
const FORMATTED = /<(?:b|strong|i|em|s|del|strike|code|a|ul|ol|li|blockquote|pre|h[1-6])[\s>]/iu;
const NOT_BOLD = /font-weight:\s*(?:normal|400)/iu;

/** Returns lines for what the clipboard has: as HTML, which is only read, and as plain text. */
export function linesFromPaste(html, plain) {
  if (!FORMATTED.test(html) || /<table[\s>]/iu.test(html)) return linesOfText(plain);
  const page = new DOMParser().parseFromString(html, "text/html");
  const reader = new PasteReader();
  reader.read(page.body, { style: {}, url: "", indent: -1 });
  const lines = reader.lines.filter((line) => line.runs.length > 0);
  return lines.length > 0 ? lines : linesOfText(plain);
}

function linesOfText(plain) {
  return plain
    .replace(/\r\n?/gu, "\n")
    .split("\n")
    .map((text) => ({ runs: [run(text)] }));
}

class PasteReader {
  lines = [{ runs: [] }];

  read(node, context) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.#text(child.data, context);
      else if (child.nodeType === Node.ELEMENT_NODE && !LEFT_OUT.has(child.tagName))
        this.#element(child, context);
    }
  }

  #text(text, { style, url, kind }) {
    const line = this.lines.at(-1);
    if (kind === "code") {
      const [first, ...others] = text.split("\n");
      line.runs.push(run(first));
      for (const other of others) this.lines.push({ kind, indent: 0, runs: [run(other)] });
      return;
    }
    const isAtStart = line.runs.length === 0;
    const shown = text.replace(/\s+/gu, " ");
    line.runs = joinRuns(line.runs, run(isAtStart ? shown.trimStart() : shown, style, url));
  }

  #element(node, context) {
    const inner = { ...context };
    const mark = MARKS[node.tagName];
    if (mark && !NOT_BOLD.test(node.getAttribute("style") ?? ""))
      inner.style = withMark(context.style, mark, true);
    if (node.tagName === "A" && /^(?:https?|mailto):/iu.test(node.href)) inner.url = node.href;
    if (node.tagName === "BR") this.#newLine(context);
    if (/^H[1-6]$/u.test(node.tagName)) inner.style = withMark(context.style, "bold", true);
    if (node.tagName === "UL" || node.tagName === "OL") inner.indent = context.indent + 1;
    Object.assign(inner, kindOf(node, inner));
    const isBlock = BLOCKS.has(node.tagName);
    if (isBlock) this.#newLine(inner);
    this.read(node, inner);
    if (isBlock) this.#newLine(context);
  }

  #newLine({ kind, indent }) {
    const line = kind ? { kind, indent: Math.max(0, indent), runs: [] } : { runs: [] };
    if (this.lines.at(-1).runs.length === 0) this.lines.pop();
    this.lines.push(line);
  }
}

function kindOf(node, { indent }) {
  // This page's own editor and messages say of each line what it is.
  const own = node.dataset.kind;
  if (own && node.classList.contains("line")) {
    return {
      kind: own === "text" ? undefined : own,
      indent: Number(node.style.getPropertyValue("--indent")) || 0,
    };
  }
  switch (node.tagName) {
    case "LI":
      return {
        kind: node.parentElement.tagName === "OL" ? "ordered" : "bullet",
        indent: Math.min(indent, 8),
      };
    case "BLOCKQUOTE":
      return { kind: "quote", indent: 0 };
    case "PRE":
      return { kind: "code", indent: 0 };
    default:
      return {};
  }
}
