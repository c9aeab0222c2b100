/**
 * Completes what is typed at a message box: offers what may be meant, and puts in what is taken.
 */

import { offersFor, taken, tokenAt } from "./completion.js";
import { offersList } from "./offers.js";

/** The offers of one message box. */
export class Completing {
  #input;
  #known;
  #hasCommands;
  #put;
  #list;
  #refused = null;

  /**
   * @param {{
   *   anchor: HTMLElement, input: HTMLTextAreaElement, known: () => object, hasCommands: boolean,
   *   put: (text: string, caret: number) => void,
   * }} how `put` changes the text and the place of the caret in it.
   */
  constructor({ anchor, input, known, hasCommands, put }) {
    this.#input = input;
    this.#known = known;
    this.#hasCommands = hasCommands;
    this.#put = put;
    this.#list = offersList({ anchor, input, take: (offer) => this.#take(offer) });
  }

  /** The list; belongs beside the box. */
  get element() {
    return this.#list.element;
  }

  /** Offers what may be meant at the caret; once refused, no more for the same word. */
  offer() {
    const token = this.#token();
    if (token?.from !== this.#refused) this.#refused = null;
    const isOut = !token || this.#refused !== null || document.activeElement !== this.#input;
    const offers = isOut ? [] : offersFor(token, this.#known());
    const isDone =
      token?.kind !== "command" && offers.length === 1 && this.#isTyped(offers[0], token);
    this.#list.show(isDone ? [] : offers, token?.kind === "command" && this.#known().app);
  }

  /** Takes the offers away. */
  close() {
    this.#list.close();
  }

  /** Does with a key what it means for the offers. @returns {boolean} whether it meant something. */
  press({ key, shiftKey }) {
    if (!this.#list.isOpen()) return false;
    if (key === "ArrowDown" || key === "ArrowUp") this.#list.move(key === "ArrowDown" ? 1 : -1);
    else if ((key === "Enter" || key === "Tab") && !shiftKey) return this.#takeCurrent(key);
    else if (key === "Escape") {
      this.#refused = this.#token()?.from ?? null;
      this.close();
    } else return false;
    return true;
  }

  /** Enter on what is typed in full already is meant to send it. */
  #takeCurrent(key) {
    const isSent =
      key === "Enter" && this.#list.current().insert.trim() === this.#input.value.trim();
    if (!isSent) this.#list.takeCurrent();
    return !isSent;
  }

  #token() {
    const { value, selectionStart, selectionEnd } = this.#input;
    const token = selectionStart === selectionEnd ? tokenAt(value, selectionStart) : null;
    return token?.kind === "command" && !this.#hasCommands ? null : token;
  }

  #isTyped({ insert }, { from, to }) {
    return insert.trim() === this.#input.value.slice(from, to);
  }

  #take(offer) {
    const token = this.#token();
    if (!token) return;
    const { text, caret } = taken(this.#input.value, token, offer);
    this.#put(text, caret);
    this.close();
  }
}
