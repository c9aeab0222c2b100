/**
 * Typing into a cell, in place or in the bar above: both show the same text.
 */

import { el, replace } from "../../element.js";
import { cellName } from "../model/a1.js";
import { cellStyle } from "../model/look.js";
import { Choices } from "./choices.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * The text box over the cell that is edited.
 *
 * Its owner gives `commit(place, text)`, which tells whether the text was taken (a sentence if it
 * was not), and is told by `onEnd(how)` where to go: `{across, step}`, `{arrow}`, or nothing.
 */
export class Editor {
  /** The cell that is edited, or null. */
  place = null;
  /** The box over the cell, with what is said of it below. */
  element;

  #grid;
  #bar;
  #commit;
  #onEnd;
  #box;
  #trouble;
  #choices = new Choices((choice) => this.#choose(choice));
  #isTyping = false;
  #where = null;

  /** @param {{grid: object, bar: HTMLTextAreaElement, commit: Function, onEnd: Function}} parts */
  constructor({ grid, bar, commit, onEnd }) {
    this.#grid = grid;
    this.#bar = bar;
    this.#commit = commit;
    this.#onEnd = onEnd;
    const on = { keydown: (event) => this.#press(event), input: (event) => this.#input(event), blur: () => this.#left() };
    this.#box = el("textarea", { class: "editor-box", rows: 1, spellcheck: false, on });
    this.#trouble = el("div", { class: "editor-trouble", role: "alert" });
    this.element = el("div", { class: "editor", hidden: true }, this.#box, this.#trouble);
    for (const [event, listener] of Object.entries(on)) bar.addEventListener(event, listener);
    grid.onDraw(() => this.#follow());
  }

  /** Whether a cell is edited. */
  get isOpen() {
    return this.place !== null;
  }

  /** The text as it is now. */
  get text() {
    return this.#where.value;
  }

  /**
   * Begins to edit a cell.
   *
   * @param {{row: number, column: number}} place
   * @param {object} cell
   * @param {{text: string, typing?: boolean, inBar?: boolean, choices?: string[]|null, current?: string, trouble?: string}} how
   *   with `typing`, arrow keys end it and go to the next cell.
   */
  open(place, cell, { text, typing = false, inBar = false, choices = null, current = "", trouble = "" }) {
    this.place = place;
    this.#isTyping = typing;
    this.#where = inBar ? this.#bar : this.#box;
    for (const [name, value] of Object.entries({ "font-weight": "", "font-style": "", "text-align": "", ...cellStyle(cell) })) {
      if (name !== "color") this.#box.style.setProperty(name, value);
    }
    this.#box.setAttribute("aria-label", cellName(place.row, place.column));
    this.#box.value = text;
    this.#bar.value = text;
    this.element.hidden = false;
    this.say(trouble);
    this.#follow();
    this.#where.focus({ preventScroll: true });
    this.#where.setSelectionRange(text.length, text.length);
    if (choices && !inBar) {
      this.#choices.open(this.#box, choices, current);
      if (typing) this.#choices.narrow(text);
      else this.#box.select();
    }
  }

  /** Goes on editing in another of the two boxes. */
  goTo(box) {
    this.#where = box;
    this.#isTyping = false;
    this.#choices.close();
  }

  /** Says why a text was not taken. */
  say(sentence) {
    replace(this.#trouble, sentence && [el("strong", {}, "There was a problem"), el("span", {}, sentence)]);
    this.#trouble.hidden = !sentence;
  }

  /** Takes the text if there is any editing. @returns {boolean} false where it was not let in. */
  take() {
    if (!this.isOpen) return true;
    const refused = this.#commit(this.place, this.text);
    if (refused) {
      this.say(refused);
      this.#where.focus({ preventScroll: true });
      return false;
    }
    this.close();
    return true;
  }

  /** Ends without taking anything. */
  close() {
    this.place = null;
    this.element.hidden = true;
    this.#choices.close();
  }

  #choose(choice) {
    this.#set(choice);
    if (this.take()) this.#onEnd({});
  }

  #set(text) {
    this.#box.value = text;
    this.#bar.value = text;
  }

  #input(event) {
    if (!this.isOpen) return;
    this.#set(event.target.value);
    this.say("");
    this.#choices.narrow(this.text);
  }

  #press(event) {
    if (!this.isOpen || event.isComposing) return;
    // The keys of the grid are not meant while somebody types.
    event.stopPropagation();
    if (this.#choices.press(event)) return;
    const { key } = event;
    if (key === "Escape") this.#leave(event, () => this.close(), {});
    else if (key === "Enter" && (event.altKey || event.ctrlKey || event.metaKey)) this.#newline(event);
    else if (key === "Enter") this.#finish(event, { across: false, step: event.shiftKey ? -1 : 1 });
    else if (key === "Tab") this.#finish(event, { across: true, step: event.shiftKey ? -1 : 1 });
    else if (this.#isTyping && ARROWS[key] && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      this.#finish(event, { arrow: ARROWS[key] });
    }
  }

  #finish(event, where) {
    event.preventDefault();
    const { marked } = this.#choices;
    if (marked !== null) this.#set(marked);
    if (this.take()) this.#onEnd(where);
  }

  #leave(event, leave, where) {
    event.preventDefault();
    leave();
    this.#onEnd(where);
  }

  #newline(event) {
    event.preventDefault();
    const box = event.target;
    box.setRangeText("\n", box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    box.scrollTop = box.scrollHeight;
  }

  /** The person has gone elsewhere, such as to the other pane: what they typed is taken. */
  #left() {
    setTimeout(() => {
      const { activeElement } = document;
      if (!this.isOpen || activeElement === this.#box || activeElement === this.#bar) return;
      // A window that loses the focus keeps what is edited as it is.
      if (!document.hasFocus() || activeElement === document.body) return;
      if (this.take()) this.#onEnd({ away: true });
    });
  }

  #follow() {
    if (!this.isOpen) return;
    const { scroller } = this.#grid;
    const { left, top, width, height } = this.#grid.placeOf(this.place.row, this.place.column);
    const { style } = this.#box;
    const room = scroller.clientWidth;
    const x = Math.max(0, Math.min(left, room - width));
    this.element.style.transform = `translate(${x - 1}px, ${Math.max(0, Math.min(top, scroller.clientHeight - 40)) - 1}px)`;
    style.minWidth = `${Math.min(width + 1, room)}px`;
    style.minHeight = `${height + 1}px`;
    style.maxWidth = `${Math.max(width + 1, room - x)}px`;
    style.maxHeight = `${Math.max(height, scroller.clientHeight - Math.max(0, top) - 4)}px`;
    this.#choices.follow();
  }
}
