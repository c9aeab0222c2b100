/**
 * The box in which a message or command is typed.
 */

import { el, replace } from "../../element.js";
import { recall, remember } from "../../memory.js";
import { drawBar, drawEditBar, drawTool } from "./bars.js";
import { Completing } from "./completing.js";
import { commandIn } from "./completion.js";

const QUIET_MS = 400;

/**
 * @typedef {{
 *   label: string, region?: string, text?: string,
 *   draft?: () => string|null, known: () => object, isThread?: boolean,
 *   shortcuts?: () => {label: string, detail: string, act: () => void}[],
 *   send: (text: string) => Promise<void>, waitsFor?: () => string,
 *   onUp?: () => void, onCancel?: () => void,
 * }} Parts `draft` names what is typed here so that it is found again; `known` has the commands,
 *   people and channels; `send` throws Trouble; `onUp` is called on ↑ in an empty box. With
 *   `onCancel`, it is a box in which a message is changed.
 */

/** A message box: what is typed is never lost, also where it cannot be sent. */
export class Composer {
  /** The box and what belongs to it. */
  element;

  #parts;
  #input;
  #completing;
  #alert = el("p", { class: "composer-alert", role: "alert", hidden: true });
  #hint = el("div", { class: "composer-hint", hidden: true });
  #wait = el("span", { class: "composer-wait", role: "status" });
  #send = drawTool("Send now", "send", () => this.submit(), "composer-send");
  #pending = 0;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { label, known, region = null, text = "" } = parts;
    this.#input = el("textarea", {
      class: "composer-input",
      rows: 1,
      placeholder: label,
      spellcheck: true,
      aria: { label },
      data: { restingPlace: "" },
      on: {
        input: () => this.#typed(),
        keydown: (event) => this.#press(event),
        click: () => this.#completing.offer(),
        blur: () => this.#completing.close(),
      },
      value: text,
    });
    const box = el("div", { class: "composer-box" }, this.#input, this.#bar());
    const put = (changed, caret) => this.#put(changed, caret);
    const hasCommands = !parts.isThread && !parts.onCancel;
    this.#completing = new Completing({ anchor: box, input: this.#input, known, hasCommands, put });
    const keys = el(
      "span",
      { class: "composer-keys" },
      el("b", {}, "Shift + Enter"),
      " to add a new line",
    );
    this.element = el(
      "div",
      { class: "composer", data: { region } },
      this.#alert,
      this.#hint,
      box,
      this.#completing.element,
      !parts.onCancel && el("div", { class: "composer-foot" }, this.#wait, keys),
    );
    this.#show();
  }

  /** Shows the draft that belongs here now. */
  begin({ label }) {
    const key = this.#parts.draft?.();
    this.#input.value = (key && recall(key, "")) || "";
    this.#input.placeholder = label;
    this.#input.setAttribute("aria-label", label);
    this.#complain("");
    this.#show();
  }

  /** Puts the focus here, at the end of the text. */
  focus() {
    this.#input.focus();
    this.#input.setSelectionRange(this.#input.value.length, this.#input.value.length);
  }

  /** Makes the box as high as its text. */
  resize() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight}px`;
  }

  /** Sends what is typed. */
  async submit() {
    const text = this.#input.value;
    if (!text.trim()) return;
    this.#completing.close();
    this.#complain("");
    this.#put("");
    this.#waiting(1);
    const key = this.#parts.draft?.();
    try {
      await this.#parts.send(text);
    } catch (trouble) {
      this.#giveBack(text, key, trouble.message);
    } finally {
      this.#waiting(-1);
    }
  }

  /** Where the person is somewhere else by then, the text waits where it was typed. */
  #giveBack(text, key, sentence) {
    const both = (since) => (since ? `${text}\n${since}` : text);
    if (key && key !== this.#parts.draft()) {
      remember(key, both(recall(key, "")));
      return;
    }
    this.#put(both(this.#input.value));
    this.#complain(sentence);
  }

  #bar() {
    const { onCancel, isThread, shortcuts } = this.#parts;
    if (onCancel) return drawEditBar({ save: () => this.submit(), cancel: onCancel });
    return drawBar({
      send: this.#send,
      insert: (text) => this.#insert(text),
      begin: (sign) => this.#begin(sign),
      hasCommands: !isThread,
      shortcuts,
    });
  }

  #put(text, caret = text.length) {
    this.#input.value = text;
    this.#input.setSelectionRange(caret, caret);
    this.#typed();
  }

  #insert(text) {
    const { selectionStart: start, selectionEnd: end, value } = this.#input;
    this.#input.focus();
    this.#put(value.slice(0, start) + text + value.slice(end), start + text.length);
  }

  #begin(sign) {
    const { selectionStart: start, value } = this.#input;
    const isCommand = sign === "/";
    if (isCommand && value.trim()) {
      this.#complain("A command stands at the beginning of a message, by itself.");
      return;
    }
    const needsSpace = !isCommand && start > 0 && !/\s/u.test(value[start - 1]);
    this.#insert(needsSpace ? ` ${sign}` : sign);
  }

  #typed() {
    const key = this.#parts.draft?.();
    if (key) remember(key, this.#input.value || null);
    if (this.#input.value) this.#complain("");
    this.#show();
    this.#completing.offer();
  }

  #show() {
    const { value } = this.#input;
    const { known, isThread } = this.#parts;
    this.#send.disabled = !value.trim();
    if (this.#input.isConnected) this.resize();
    const command = isThread ? null : commandIn(value, known().commands);
    this.#hint.hidden = !command;
    if (!command) return;
    const { command: name, usage_hint: usage, description } = command;
    replace(this.#hint, el("b", {}, name), " ", usage, el("span", {}, description));
  }

  #press(event) {
    if (event.isComposing) return;
    if (this.#completing.press(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && !this.#input.value) {
      event.preventDefault();
      this.#parts.onUp?.();
    } else if (event.key === "Escape" && this.#parts.onCancel) {
      event.stopPropagation();
      this.#parts.onCancel();
    }
  }

  #complain(sentence) {
    this.#alert.textContent = sentence;
    this.#alert.hidden = !sentence;
  }

  /** A quiet sign that something is under way, once it takes long enough to be noticed. */
  #waiting(step) {
    this.#pending += step;
    const name = this.#parts.waitsFor?.();
    if (this.#pending === 0 || !name) {
      this.#wait.textContent = "";
      return;
    }
    setTimeout(() => {
      if (this.#pending > 0) replace(this.#wait, el("b", {}, name), " is working on it…");
    }, QUIET_MS);
  }
}
