/**
 * An editor of formatted text, as Slack's. The lines are the truth: what the browser would do to
 * the DOM is done to them (`input.js`), and drawn (`view.js`).
 */

import { el } from "../../element.js";
import { autoformatted } from "./autoformat.js";
import { History } from "./history.js";
import { listenTo } from "./input.js";
import * as model from "./model.js";
import { linesFrom, richTextFrom } from "./rich_text.js";
import { linkAt, run, styleAt, textOf, withMark } from "./runs.js";
import { EditorView } from "./view.js";

/** The text, the selection in it, and what can be done with both. */
export class Editor {
  /** Where people type. */
  root = el("div", {
    class: "editor-text",
    role: "textbox",
    contentEditable: "true",
    spellcheck: true,
    aria: { multiline: "true" },
  });

  #lines;
  #view;
  #history = new History();
  #range = collapsed({ line: 0, offset: 0 });
  #style = null;
  #onChange;
  #onSelect;

  /**
   * @param {{
   *   value: object|null, reader: object, placeholder?: string,
   *   onChange: (value: object|null) => void, onSelect: () => void,
   * }} how `value` is a rich text object; `onSelect` is told when the caret is elsewhere.
   */
  constructor({ value, reader, placeholder = "", onChange, onSelect }) {
    this.#lines = linesFrom(value);
    this.#view = new EditorView(this.root, reader);
    this.#onChange = onChange;
    this.#onSelect = onSelect;
    this.root.dataset.placeholder = placeholder;
    listenTo(this);
    this.#show();
  }

  // -- what is there

  /** What is selected. */
  get range() {
    return this.#range;
  }

  /** Tells whether all of the selection, or what is typed next, has a mark. */
  hasMark(mark) {
    if (!this.isCollapsed) return model.hasMark(this.#lines, this.#range, mark);
    return Boolean(this.#typingStyle()[mark]);
  }

  /** Tells whether all selected lines are of a kind. */
  hasKind(kind) {
    return model.hasKind(this.#lines, this.#range, kind);
  }

  /** Whether nothing is selected. */
  get isCollapsed() {
    const { start, end } = this.#range;
    return start.line === end.line && start.offset === end.offset;
  }

  /** The line at the caret, what is selected in it, and the link there. */
  get there() {
    const { start, end } = this.#range;
    const line = this.#lines[start.line];
    const text = start.line === end.line ? textOf(line.runs).slice(start.offset, end.offset) : "";
    return {
      line,
      text,
      isAtStart: start.offset === 0,
      isAtEnd: this.isCollapsed && start.offset === model.lengthOf(line),
      isLast: start.line === this.#lines.length - 1,
      link: linkAt(line.runs, start.offset),
    };
  }

  /** Looks where the selection is now; the browser tells of it only later. */
  look() {
    if (document.activeElement !== this.root) return;
    const selection = document.getSelection();
    const range = selection.rangeCount > 0 ? this.rangeOf(selection.getRangeAt(0)) : null;
    if (!range || JSON.stringify(range) === JSON.stringify(this.#range)) return;
    this.#range = range;
    this.#style = null;
    this.#onSelect();
  }

  /** Returns the range that a range of the DOM is, or null for one outside. */
  rangeOf(range) {
    const start = range && this.#view.placeOf(range.startContainer, range.startOffset);
    const end = range && this.#view.placeOf(range.endContainer, range.endOffset);
    return start && end ? { start, end } : null;
  }

  // -- what is done

  /** Takes the focus, with the selection as it was. */
  focus() {
    this.root.focus();
    this.#select();
  }

  /** Types text in the place of a range; marks around words become formats as they are closed. */
  type(range, text) {
    const style = this.#style ?? this.#styleFor(range);
    this.#step(model.withText(this.#lines, range, text, style), "typing");
    this.#style = style;
    const formatted = text.length === 1 ? autoformatted(this.#lines, this.#range.start) : null;
    if (!formatted) return;
    this.#step(formatted, "format");
    this.#style = formatted.style;
    this.#onSelect();
  }

  /** Deletes a range. */
  erase(range) {
    this.#step(model.withoutRange(this.#lines, range), "typing");
  }

  /** Begins a new line in the place of a range; `within` an item, if it is one. */
  breakAt(range, { within = false } = {}) {
    const isWithin = within && model.isItem(this.#lines[range.start.line]);
    const lines = [{ runs: [run("\n", this.#styleFor(range))] }];
    const next = isWithin
      ? model.withLines(this.#lines, range, lines)
      : model.withBreak(this.#lines, range);
    this.#step(next, "break");
  }

  /** Puts lines in the place of what is selected. */
  insert(lines) {
    this.#step(model.withLines(this.#lines, this.#range, lines), "paste");
  }

  /** Takes over what an input method wrote into a line: the part in which it differs. */
  takeOver() {
    const index = this.#range.start.line;
    const line = this.#lines[index];
    const before = textOf(line.runs);
    const after = this.#view.textOf(index);
    const shorter = Math.min(before.length, after.length);
    let from = 0;
    while (from < shorter && before[from] === after[from]) from += 1;
    let same = 0;
    while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) same += 1;
    this.#view.forget(line);
    const end = { line: index, offset: before.length - same };
    const range = { start: { line: index, offset: from }, end };
    const style = this.#style ?? this.#styleFor(range);
    const written = after.slice(from, after.length - same);
    this.#step(model.withText(this.#lines, range, written, style), "typing");
  }

  /** Puts a mark on the selection, or on what is typed next; or takes it away. */
  toggleMark(mark) {
    if (this.isCollapsed) {
      const style = this.#typingStyle();
      this.#style = withMark(style, mark, !style[mark]);
      this.#onSelect();
    } else this.#do(model.withMarkOn(this.#lines, this.#range, mark), this.#range);
  }

  /** Makes the selected lines items, a quote or code; or plain text. */
  toggleKind(kind) {
    this.#do(model.withKind(this.#lines, this.#range, kind), this.#range);
  }

  /** Moves the selected items further in or out. @returns {boolean} whether that could be. */
  indent(by) {
    const lines = model.withIndent(this.#lines, this.#range, by);
    if (lines) this.#do(lines, this.#range);
    return Boolean(lines);
  }

  /** Takes a list, quote or code away at the beginning of its line. @returns {boolean} */
  leaveKind() {
    const lines = this.isCollapsed && model.withoutKind(this.#lines, this.#range.start);
    if (lines) this.#do(lines, this.#range);
    return Boolean(lines);
  }

  /** Puts a line of plain text below the last one. */
  addLine() {
    const lines = [...this.#lines, model.emptyLine()];
    this.#do(lines, collapsed({ line: lines.length - 1, offset: 0 }));
  }

  /** Lets what is typed next be without code. @returns {boolean} whether it would have been code. */
  leaveCode() {
    if (!this.there.isAtEnd || !this.#typingStyle().code) return false;
    this.#style = withMark(this.#typingStyle(), "code", false);
    this.#onSelect();
    return true;
  }

  /** Links the selection or the link at the caret; without either, puts a link with a text in. */
  link(url, text) {
    const { link } = this.there;
    const { line } = this.#range.start;
    if (link && this.isCollapsed) {
      this.#range = { start: { line, offset: link.from }, end: { line, offset: link.to } };
    }
    let lines = this.#lines;
    let range = this.#range;
    if (text && text !== this.there.text) {
      const put = model.withText(lines, range, text, this.#typingStyle());
      lines = put.lines;
      range = { start: range.start, end: put.at };
    }
    this.#do(model.withLink(lines, range, url), collapsed(range.end));
  }

  /** Undoes what was done last. */
  undo() {
    this.#restore(this.#history.undo(this.#state()));
  }

  /** Does again what was undone. */
  redo() {
    this.#restore(this.#history.redo(this.#state()));
  }

  // -- the state

  #typingStyle() {
    return this.#style ?? this.#styleFor(this.#range);
  }

  #styleFor({ start }) {
    const { kind, runs } = this.#lines[start.line];
    return kind === "code" ? {} : styleAt(runs, start.offset);
  }

  #step({ lines, at }, kind) {
    this.#do(lines, collapsed(at), kind);
  }

  #do(lines, range, kind = "format") {
    this.#history.note(this.#state(), kind);
    this.#put(lines, range);
  }

  #state() {
    return { lines: this.#lines, range: this.#range };
  }

  #restore(state) {
    if (state) this.#put(state.lines, state.range);
  }

  #put(lines, range) {
    this.#lines = lines;
    this.#range = range;
    this.#style = null;
    this.#show();
    this.#onChange(richTextFrom(lines));
    this.#onSelect();
  }

  #show() {
    this.#view.show(this.#lines);
    this.root.toggleAttribute("data-empty", model.isEmpty(this.#lines));
    if (document.activeElement !== this.root) return;
    this.#select();
    this.#view.reveal(this.#range.end);
  }

  #select() {
    const { start, end } = this.#range;
    const [from, to] = [this.#view.pointOf(start), this.#view.pointOf(end)];
    document.getSelection().setBaseAndExtent(...from, ...to);
  }
}

function collapsed(at) {
  return { start: at, end: at };
}
