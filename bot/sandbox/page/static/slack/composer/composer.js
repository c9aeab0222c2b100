/**
 * The box in which a message or command is typed.
 */

import { el, replace } from "../../element.js";
import { recall, remember } from "../../memory.js";
import { drawIcon } from "../icons.js";
import { openMenu } from "../menu.js";
import { pickEmoji } from "../messages/emoji_picker.js";
import { commandIn, offersFor, taken, tokenAt } from "./completion.js";
import { offersList } from "./offers.js";

const QUIET_MS = 400;

/**
 * @typedef {{
 *   label: string, placeholder?: string, region?: string, text?: string,
 *   draft?: () => string|null, known: () => object, isThread?: boolean,
 *   shortcuts?: () => {label: string, detail: string, act: () => void}[],
 *   send: (text: string) => Promise<void>, waitsFor?: () => string,
 *   onUp?: () => void, onCancel?: () => void, buttons?: {save: string, cancel: string},
 * }} Parts `draft` names what is typed here so that it is found again; `known` has the commands,
 *   people and channels; `send` throws Trouble; `onUp` is called on ↑ in an empty box.
 */

/** A message box: what is typed is never lost, also where it cannot be sent. */
export class Composer {
  /** The box and what belongs to it. */
  element;

  #parts;
  #input;
  #offers;
  #alert = el("p", { class: "composer-alert", role: "alert", hidden: true });
  #hint = el("div", { class: "composer-hint", hidden: true });
  #wait = el("span", { class: "composer-wait", role: "status" });
  #send;
  #box;
  #pending = 0;
  #hidden = null;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#input = el("textarea", {
      class: "composer-input",
      rows: 1,
      placeholder: parts.placeholder ?? parts.label,
      spellcheck: true,
      aria: { label: parts.label },
      data: { restingPlace: "" },
      on: {
        input: () => this.#typed(),
        keydown: (event) => this.#press(event),
        click: () => this.#offer(),
        blur: () => this.#offers.close(),
      },
      value: parts.text ?? "",
    });
    this.#send = this.#button("Send now", "send", () => this.submit(), "composer-send");
    const bar = parts.buttons ? this.#editBar() : this.#bar();
    this.#box = el("div", { class: "composer-box" }, this.#input, bar);
    this.#offers = offersList({
      anchor: this.#box,
      input: this.#input,
      take: (offer) => this.#take(offer),
    });
    this.element = el(
      "div",
      { class: "composer", data: { region: parts.region ?? null } },
      this.#alert,
      this.#hint,
      this.#box,
      this.#offers.element,
      !parts.buttons &&
        el(
          "div",
          { class: "composer-foot" },
          this.#wait,
          el(
            "span",
            { class: "composer-keys" },
            el("b", {}, "Shift + Enter"),
            " to add a new line",
          ),
        ),
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
    this.#offers.close();
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
    if (key && key !== this.#parts.draft()) {
      remember(key, text);
      return;
    }
    const since = this.#input.value;
    this.#put(since ? `${text}\n${since}` : text);
    this.#complain(sentence);
  }

  #bar() {
    const add = this.#button("Shortcuts and more", "plus", () =>
      openMenu(add, "Shortcuts", this.#shortcuts(), { above: true }),
    );
    add.setAttribute("aria-haspopup", "menu");
    const mention = this.#button("Mention someone", "mention", () => this.#begin("@"));
    const emoji = this.#button("Emoji", "react", () =>
      pickEmoji(emoji, (name) => this.#insert(`:${name}: `)),
    );
    const command = this.#parts.isThread
      ? null
      : this.#button("Run a command", "slash", () => this.#begin("/"));
    return el(
      "div",
      { class: "composer-bar" },
      this.#parts.shortcuts && add,
      emoji,
      mention,
      command,
      el("span", { class: "composer-space" }),
      this.#send,
    );
  }

  #editBar() {
    const { save, cancel } = this.#parts.buttons;
    const button = (text, style, act) =>
      el(
        "button",
        {
          class: "slack-button",
          type: "button",
          data: { style, size: "small" },
          on: { click: act },
        },
        text,
      );
    return el(
      "div",
      { class: "composer-bar" },
      el("span", { class: "composer-space" }),
      button(cancel, "", () => this.#parts.onCancel()),
      button(save, "primary", () => this.submit()),
    );
  }

  #button(label, icon, act, kind = "") {
    return el(
      "button",
      {
        class: `composer-tool ${kind}`,
        type: "button",
        title: label,
        aria: { label },
        on: { click: act },
      },
      drawIcon(icon),
    );
  }

  #shortcuts() {
    const all = this.#parts.shortcuts();
    if (all.length > 0) return [{ heading: "Shortcuts" }, ...all];
    return [{ heading: "Shortcuts" }, { label: "The app has no global shortcuts.", act: () => {} }];
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
    if (sign === "/" && value.trim())
      this.#complain("A command stands at the beginning of a message, by itself.");
    else
      this.#insert(sign === "/" || start === 0 || /\s/u.test(value[start - 1]) ? sign : ` ${sign}`);
  }

  #typed() {
    const key = this.#parts.draft?.();
    if (key) remember(key, this.#input.value || null);
    if (this.#input.value) this.#complain("");
    this.#hidden = null;
    this.#show();
    this.#offer();
  }

  #show() {
    const { value } = this.#input;
    this.#send.disabled = !value.trim();
    if (this.#input.isConnected) this.resize();
    const command = commandIn(value, this.#parts.known().commands);
    this.#hint.hidden = !command || Boolean(this.#parts.isThread);
    if (command)
      replace(
        this.#hint,
        el("b", {}, command.command),
        " ",
        command.usage_hint,
        el("span", {}, command.description),
      );
  }

  #offer() {
    const { value, selectionStart, selectionEnd } = this.#input;
    const token = selectionStart === selectionEnd ? tokenAt(value, selectionStart) : null;
    const isOut =
      !token || (token.kind === "command" && this.#parts.isThread) || this.#hidden === token.from;
    const offers =
      isOut || document.activeElement !== this.#input ? [] : offersFor(token, this.#parts.known());
    const isWhole =
      offers.length === 1 &&
      offers[0].insert.trim() === value.slice(token.from, token.to) &&
      token.kind !== "command";
    this.#offers.show(isWhole ? [] : offers, token?.kind === "command" && this.#parts.known().app);
  }

  #take(offer) {
    const { value, selectionStart } = this.#input;
    const token = tokenAt(value, selectionStart);
    this.#offers.close();
    if (!token) return;
    const { text, caret } = taken(value, token, offer);
    this.#put(text, caret);
    this.#offers.close();
  }

  #press(event) {
    if (event.isComposing) return;
    if (this.#offers.isOpen() && this.#pressInOffers(event)) {
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

  #pressInOffers({ key, shiftKey }) {
    if (key === "ArrowDown" || key === "ArrowUp") this.#offers.move(key === "ArrowDown" ? 1 : -1);
    else if (key === "Enter" && this.#isWhole()) return false;
    else if ((key === "Enter" || key === "Tab") && !shiftKey) this.#offers.takeCurrent();
    else if (key === "Escape") {
      this.#hidden = tokenAt(this.#input.value, this.#input.selectionStart)?.from ?? null;
      this.#offers.close();
    } else return false;
    return true;
  }

  /** Whether what is pointed at is typed already, and Enter sends it. */
  #isWhole() {
    return this.#offers.current().insert.trim() === this.#input.value.trim();
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
