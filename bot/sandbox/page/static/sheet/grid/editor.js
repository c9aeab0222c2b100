/**
 * Typing into a cell, in place or in the bar above: both show the same text.
 */

import { el, replace } from "../../element.js";
import { cellName } from "../model/a1.js";
import { wrapping } from "../model/cell.js";
import { cellStyle } from "../model/look.js";
import { Choices } from "./choices.js";

const LEAST_WIDTH = 160;
const LEAST_HEIGHT = 40;
const TROUBLE_WIDTH = 330;
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
  #wraps = false;

  /** @param {{grid: object, bar: HTMLTextAreaElement, commit: Function, onEnd: Function}} parts */
  constructor({ grid, bar, commit, onEnd }) {
    this.#grid = grid;
    this.#bar = bar;
    this.#commit = commit;
    this.#onEnd = onEnd;
    const on = {
      keydown: (event) => this.#press(event),
      input: (event) => this.#input(event),
      blur: () => this.#left(),
    };
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
  open(
    place,
    cell,
    { text, typing = false, inBar = false, choices = null, current = "", trouble = "" },
  ) {
    this.place = place;
    this.#isTyping = typing;
    this.#where = inBar ? this.#bar : this.#box;
    this.#wraps = wrapping(cell) === "WRAP";
    for (const [name, value] of Object.entries({
      "font-weight": "",
      "font-style": "",
      "text-align": "",
      ...cellStyle(cell),
    })) {
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
    this.#follow();
  }

  /** Says why a text was not taken. */
  say(sentence) {
    replace(
      this.#trouble,
      sentence && [el("strong", {}, "There was a problem"), el("span", {}, sentence)],
    );
    this.#trouble.hidden = !sentence;
  }

  /**
   * Takes the text if there is any editing.
   *
   * @param {{away?: boolean}} [how] `away` leaves the keys where they are, also if it is refused.
   * @returns {boolean} false where it was not let in.
   */
  take({ away = false } = {}) {
    if (!this.isOpen) return true;
    const refused = this.#commit(this.place, this.text);
    if (refused) {
      this.#choices.close();
      this.say(refused);
      if (!away) this.#where.focus({ preventScroll: true });
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
    else if (key === "Enter" && (event.altKey || event.ctrlKey || event.metaKey))
      this.#newline(event);
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
      if (this.take({ away: true })) this.#onEnd({ away: true });
    });
  }

  /** Stays over its cell, within what can be seen. A wrapped text keeps the width of its column. */
  #follow() {
    if (!this.isOpen) return;
    const { clientWidth: room, clientHeight: deep } = this.#grid.scroller;
    const { left, top, width, height } = this.#grid.view.placeOf(this.place.row, this.place.column);
    const x = Math.max(0, Math.min(left, room - Math.min(width, room)));
    const y = Math.max(0, Math.min(top, deep - LEAST_HEIGHT));
    this.element.style.left = `${x - 1}px`;
    this.element.style.top = `${y - 1}px`;
    const { style } = this.#box;
    style.minWidth = `${Math.min(width + 1, room)}px`;
    style.minHeight = `${height + 1}px`;
    // What is edited in the bar above is only shown here.
    const isShown = this.#where === this.#bar;
    style.maxWidth = `${Math.max(width + 1, isShown ? 0 : this.#wraps ? LEAST_WIDTH : room - x)}px`;
    style.maxHeight = `${Math.max(height + 1, isShown ? 0 : deep - y - 4)}px`;
    this.#trouble.style.marginLeft = `${Math.min(0, room - x - TROUBLE_WIDTH)}px`;
    this.#choices.follow();
  }
}
