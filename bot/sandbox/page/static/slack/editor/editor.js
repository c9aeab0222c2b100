/**
 * An editor of formatted text, as Slack's. The lines are the truth: what the browser would do to
 * the DOM is done to them, and drawn. Only an input method writes into the DOM itself; what it
 * wrote is taken over when it is done.
 */

import { el } from "../../element.js";
import { autoformatted } from "./autoformat.js";
import { History } from "./history.js";
import * as model from "./model.js";
import { linesFromPaste } from "./paste.js";
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
  #range;
  #style = null;
  #onChange;
  #onSelect;
  #isComposing = false;

  /** @param {{value: object|null, reader: object, placeholder?: string, onChange: (value: object|null) => void, onSelect: () => void}} how */
  constructor({ value, reader, placeholder = "", onChange, onSelect }) {
    this.#lines = linesFrom(value);
    this.#range = collapsed({ line: 0, offset: 0 });
    this.#view = new EditorView(this.root, reader);
    this.#onChange = onChange;
    this.#onSelect = onSelect;
    this.root.dataset.placeholder = placeholder;
    this.root.addEventListener("beforeinput", (event) => this.#beforeInput(event));
    this.root.addEventListener("compositionstart", () => this.#compose());
    this.root.addEventListener("compositionend", () => this.#composed());
    this.root.addEventListener("paste", (event) => this.#paste(event));
    this.root.addEventListener("drop", (event) => event.preventDefault());
    const selected = () => this.#selected();
    this.root.addEventListener("focus", () =>
      document.addEventListener("selectionchange", selected),
    );
    this.root.addEventListener("blur", () =>
      document.removeEventListener("selectionchange", selected),
    );
    this.#show();
  }

  // -- what is there

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
      link: linkAt(line.runs, start.offset),
      index: start.line,
      count: this.#lines.length,
    };
  }

  // -- what is done

  /** Takes the focus, with the selection as it was. */
  focus() {
    this.root.focus();
    this.#select();
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
    const { start } = this.#range;
    const isAtEnd = this.isCollapsed && start.offset === model.lengthOf(this.#lines[start.line]);
    if (!isAtEnd || !this.#typingStyle().code) return false;
    this.#style = withMark(this.#typingStyle(), "code", false);
    this.#onSelect();
    return true;
  }

  /** Links the selection or the link at the caret; without either, puts a link with a text in. */
  link(url, text) {
    const { link } = this.there;
    const { start } = this.#range;
    if (link && this.isCollapsed) {
      this.#range = {
        start: { line: start.line, offset: link.from },
        end: { line: start.line, offset: link.to },
      };
    }
    let lines = this.#lines;
    let range = this.#range;
    const isNew = text && text !== this.there.text;
    if (isNew) {
      const put = model.withText(lines, range, text, this.#typingStyle());
      lines = put.lines;
      range = { start: range.start, end: put.at };
    }
    this.#style = {};
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

  // -- events

  #beforeInput(event) {
    const { inputType: type, data } = event;
    if (event.isComposing || type.includes("Composition")) return;
    event.preventDefault();
    const range = this.#rangeOf(event.getTargetRanges()[0]) ?? this.#range;
    if (type === "insertText" || type === "insertReplacementText") {
      this.#type(range, data ?? event.dataTransfer?.getData("text/plain") ?? "");
    } else if (type === "insertParagraph") this.#step(model.withBreak(this.#lines, range), "break");
    else if (type === "insertLineBreak") this.#breakLine(range);
    else if (type.startsWith("delete"))
      this.#step(model.withoutRange(this.#lines, range), "typing");
    else if (type === "historyUndo") this.undo();
    else if (type === "historyRedo") this.redo();
    else if (type.startsWith("format")) this.#format(type);
  }

  #type(range, text) {
    const style = this.#style ?? this.#styleFor(range);
    this.#step(model.withText(this.#lines, range, text, style), "typing");
    this.#style = style;
    const formatted = text.length === 1 ? autoformatted(this.#lines, this.#range.start) : null;
    if (!formatted) return;
    this.#step(formatted, "format");
    this.#style = formatted.style;
    this.#onSelect();
  }

  /** Within an item, a line break begins no new item. */
  #breakLine(range) {
    const isItem = model.isItem(this.#lines[range.start.line]);
    const broken = () =>
      model.withLines(this.#lines, range, [{ runs: [run("\n", this.#styleFor(range))] }]);
    this.#step(isItem ? broken() : model.withBreak(this.#lines, range), "break");
  }

  #format(type) {
    const mark = { formatBold: "bold", formatItalic: "italic", formatStrikeThrough: "strike" }[
      type
    ];
    if (mark) this.toggleMark(mark);
  }

  #paste(event) {
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    const isAddress = /^https?:\/\/\S+$/iu.test(plain.trim());
    if (isAddress && !this.isCollapsed) {
      this.link(plain.trim(), "");
      return;
    }
    const pasted = linesFromPaste(event.clipboardData.getData("text/html"), plain);
    this.#step(model.withLines(this.#lines, this.#range, pasted), "paste");
  }

  #compose() {
    this.#isComposing = true;
    if (!this.isCollapsed) this.#step(model.withoutRange(this.#lines, this.#range), "typing");
  }

  /** Takes over what an input method wrote: the part of the line in which it differs. */
  #composed() {
    this.#isComposing = false;
    const index = this.#range.start.line;
    const line = this.#lines[index];
    const before = textOf(line.runs);
    const after = this.#view.textOf(index);
    let from = 0;
    while (from < Math.min(before.length, after.length) && before[from] === after[from]) from += 1;
    let same = 0;
    while (
      same < Math.min(before.length, after.length) - from &&
      before.at(-1 - same) === after.at(-1 - same)
    )
      same += 1;
    this.#view.forget(line);
    const range = {
      start: { line: index, offset: from },
      end: { line: index, offset: before.length - same },
    };
    const written = after.slice(from, after.length - same);
    this.#step(
      model.withText(this.#lines, range, written, this.#style ?? this.#styleFor(range)),
      "typing",
    );
  }

  #selected() {
    if (this.#isComposing || !this.root.contains(document.activeElement)) return;
    const selection = document.getSelection();
    const range = selection.rangeCount > 0 ? this.#rangeOf(selection.getRangeAt(0)) : null;
    if (!range) return;
    const isSame = JSON.stringify(range) === JSON.stringify(this.#range);
    this.#range = range;
    if (!isSame) this.#style = null;
    this.#onSelect();
  }

  // -- the state

  #typingStyle() {
    return this.#style ?? this.#styleFor(this.#range);
  }

  #styleFor({ start }) {
    return this.#lines[start.line].kind === "code"
      ? {}
      : styleAt(this.#lines[start.line].runs, start.offset);
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
    if (!this.root.contains(document.activeElement)) return;
    this.#select();
    this.#reveal();
  }

  #select() {
    const { start, end } = this.#range;
    document
      .getSelection()
      .setBaseAndExtent(...this.#view.pointOf(start), ...this.#view.pointOf(end));
  }

  #reveal() {
    const line = this.root.childNodes[this.#range.end.line];
    const box = line.getBoundingClientRect();
    const frame = this.root.getBoundingClientRect();
    if (box.bottom > frame.bottom || box.top < frame.top) line.scrollIntoView({ block: "nearest" });
  }

  #rangeOf(range) {
    if (!range) return null;
    const start = this.#view.placeOf(range.startContainer, range.startOffset);
    const end = this.#view.placeOf(range.endContainer, range.endOffset);
    return start && end ? { start, end } : null;
  }
}

function collapsed(at) {
  return { start: at, end: at };
}
