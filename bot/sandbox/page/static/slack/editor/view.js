/**
 * Lines of formatted text as the DOM of an editor, and places in them as places in the DOM.
 */

import { el, replace } from "../../element.js";
import { arrange } from "../arrange.js";
import { drawInline } from "../text/draw.js";
import { inlineOf } from "../text/rich_text.js";
import { isItem, lengthOf, numbersOf } from "./model.js";
import { ATOM } from "./runs.js";

const NAMES = { bold: "b", italic: "i", strike: "s", code: "code" };
const BULLETS = ["•", "◦", "▪"];

/** Draws lines into an element; those that are as before keep their nodes. */
export class EditorView {
  #root;
  #reader;
  #nodes = new Map();

  constructor(root, reader) {
    this.#root = root;
    this.#reader = reader;
  }

  /** Shows lines. */
  show(lines) {
    const numbers = numbersOf(lines);
    const before = this.#nodes;
    this.#nodes = new Map();
    const nodes = lines.map((line, index) => {
      const known = before.get(line);
      const node = known && !this.#nodes.has(line) ? known : this.#draw(line);
      this.#nodes.set(line, node);
      mark(node, lines, index, numbers[index]);
      return node;
    });
    arrange(this.#root, nodes);
  }

  /** Draws a line anew, whatever has become of its node. */
  forget(line) {
    this.#nodes.delete(line);
  }

  #draw(line) {
    const node = el("div", { class: "line" });
    const content = line.runs.map((one) => this.#drawRun(one));
    const isOpen = lengthOf(line) === 0 || line.runs.at(-1).text?.endsWith("\n");
    replace(node, content, isOpen && el("br"));
    return node;
  }

  #drawRun(one) {
    if (one.atom) {
      const shown = drawInline(inlineOf([one.atom]), this.#reader);
      return el("span", { class: "atom", contentEditable: "false", data: { atom: "" } }, shown);
    }
    const marked = Object.keys(NAMES).filter((name) => one.style[name]);
    const inner = marked.reduce(
      (node, name) => el(NAMES[name], {}, node),
      document.createTextNode(one.text),
    );
    return one.url ? el("a", { class: "editor-link", title: one.url }, inner) : inner;
  }

  /** Returns where a place of the DOM is, or null for one outside. */
  placeOf(container, offset) {
    if (container === this.#root) {
      const node = this.#root.childNodes[offset];
      if (node) return { line: offset, offset: 0 };
      const last = this.#root.childNodes.length - 1;
      return { line: last, offset: textLength(this.#root.childNodes[last]) };
    }
    const node = [...this.#root.childNodes].find((one) => one.contains(container));
    if (!node) return null;
    return {
      line: [...this.#root.childNodes].indexOf(node),
      offset: lengthBefore(node, container, offset),
    };
  }

  /** Returns the place of the DOM, `[node, offset]`, at which a place is. */
  pointOf({ line, offset }) {
    const node = this.#root.childNodes[line];
    let left = offset;
    for (const leaf of leaves(node)) {
      const { length } = leafText(leaf);
      if (leaf.nodeType === Node.TEXT_NODE && left <= length) return [leaf, left];
      if (leaf.nodeType !== Node.TEXT_NODE && left === 0) return [leaf.parentNode, indexOf(leaf)];
      left -= length;
    }
    const last = node.lastChild;
    return [node, last?.nodeName === "BR" ? node.childNodes.length - 1 : node.childNodes.length];
  }

  /** Scrolls to a place where it is out of sight. */
  reveal({ line }) {
    const node = this.#root.childNodes[line];
    const box = node.getBoundingClientRect();
    const frame = this.#root.getBoundingClientRect();
    if (box.bottom > frame.bottom || box.top < frame.top) node.scrollIntoView({ block: "nearest" });
  }

  /** Returns the text that stands in a line of the DOM. */
  textOf(line) {
    return leaves(this.#root.childNodes[line]).map(leafText).join("");
  }
}

function mark(node, lines, index, number) {
  const line = lines[index];
  const { dataset } = node;
  dataset.kind = line.kind;
  dataset.marker =
    line.kind === "ordered"
      ? numeral(number, line.indent)
      : isItem(line)
        ? BULLETS[line.indent % 3]
        : "";
  node.style.setProperty("--indent", line.indent);
  const isSame = (other) => other?.kind === line.kind;
  node.toggleAttribute("data-first", !isSame(lines[index - 1]) || Boolean(line.begins));
  node.toggleAttribute("data-last", !isSame(lines[index + 1]) || Boolean(lines[index + 1].begins));
}

/** Slack numbers lists 1, a, i by their depth. */
function numeral(number, indent) {
  if (indent % 3 === 1) return `${letters(number)}.`;
  return `${indent % 3 === 2 ? roman(number) : number}.`;
}

function letters(number) {
  const rest = Math.floor((number - 1) / 26);
  return (rest > 0 ? letters(rest) : "") + String.fromCodePoint(97 + ((number - 1) % 26));
}

function roman(number) {
  const steps = [
    [1000, "m"],
    [900, "cm"],
    [500, "d"],
    [400, "cd"],
    [100, "c"],
    [90, "xc"],
    [50, "l"],
    [40, "xl"],
    [10, "x"],
    [9, "ix"],
    [5, "v"],
    [4, "iv"],
    [1, "i"],
  ];
  let left = number;
  let text = "";
  for (const [value, sign] of steps) {
    while (left >= value) {
      text += sign;
      left -= value;
    }
  }
  return text;
}

/** The text nodes and atoms in a node, in order. */
function leaves(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_ALL, (one) => {
    if (one.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    if (one.dataset?.atom !== undefined) return NodeFilter.FILTER_ACCEPT;
    return one.parentElement?.closest("[data-atom]")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_SKIP;
  });
  const found = [];
  while (walker.nextNode()) {
    const one = walker.currentNode;
    if (!one.parentElement.closest("[data-atom]")) found.push(one);
  }
  return found;
}

function leafText(leaf) {
  return leaf.nodeType === Node.TEXT_NODE ? leaf.data : ATOM;
}

function textLength(node) {
  return leaves(node).reduce((sum, leaf) => sum + leafText(leaf).length, 0);
}

function lengthBefore(node, container, offset) {
  const point = document.createRange();
  point.setStart(container, offset);
  let length = 0;
  for (const leaf of leaves(node)) {
    if (leaf === container) return length + offset;
    if (point.comparePoint(leaf, 0) >= 0) return length;
    length += leafText(leaf).length;
  }
  return length;
}

function indexOf(node) {
  return [...node.parentNode.childNodes].indexOf(node);
}
